import { eq } from "drizzle-orm";
import type { Tx } from "#server/platform/db/open-database.ts";
import { tags, topicSets, topics } from "#server/platform/db/schema/library.ts";
import { queues } from "#server/platform/db/schema/workspaces.ts";
import { defaultQueueRules } from "#shared/domain/queue-rules.ts";
import type { DemoQueue } from "./people.ts";

/** Labels of the demo shop, with their colours. */
const demoTags = [
  { name: "VIP", color: "grape" },
  { name: "Complaint", color: "red" },
  { name: "Wholesale", color: "blue" },
  { name: "Damaged in transit", color: "orange" },
] as const;

/** What technical contacts are about. */
const demoTopics: Readonly<Record<string, readonly string[]>> = {
  Installation: ["Ceiling lamps", "Dimmers", "Smart bulbs"],
  "Light quality": ["Flickering", "Colour temperature"],
  "Spare parts": ["Shades", "Cables and plugs"],
  Guarantee: [],
};

/** Tags, a topic set, and after-contact work in the Technical queue. */
export async function fillLabels(
  tx: Tx,
  { workspaceId, queueIds }: { workspaceId: string; queueIds: ReadonlyMap<DemoQueue, string> },
): Promise<void> {
  await tx.insert(tags).values(demoTags.map((tag) => ({ ...tag, workspaceId })));
  const [set] = await tx.insert(topicSets).values({ workspaceId, name: "Technical questions" }).returning();
  const queueId = queueIds.get("Technical");
  if (!set || !queueId) throw new Error("the demo has no topics for its queue");
  for (const [place, [name, below]] of Object.entries(demoTopics).entries()) {
    const [top] = await tx.insert(topics).values({ setId: set.id, name, position: place }).returning();
    const nested = below.map((one, position) => ({ setId: set.id, parentId: top?.id, name: one, position }));
    if (nested.length > 0) await tx.insert(topics).values(nested);
  }
  const wrapUp = { ...defaultQueueRules.wrapUp, enabled: true, seconds: 120, topicSetId: set.id };
  const rules = { wrapUp: { ...wrapUp, dispositionRequired: true } };
  await tx.update(queues).set({ rules }).where(eq(queues.id, queueId));
}
