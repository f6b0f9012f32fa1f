import type { Tx } from "#server/platform/db/open-database.ts";
import { triggers } from "#server/platform/db/schema/automation.ts";
import { customers } from "#server/platform/db/schema/conversations.ts";
import { missedItems } from "#server/platform/db/schema/working.ts";
import { freshTriggers, triggerTypes } from "#shared/domain/triggers/index.ts";
import type { DemoQueue } from "./people.ts";

interface Place {
  readonly workspaceId: string;
  readonly queueIds: ReadonlyMap<DemoQueue, string>;
  readonly now: Date;
}

/** Customers whom nobody has reached yet. */
const missed = [
  {
    name: "Beatriz Campos",
    email: "beatriz.campos@customer.example",
    language: "pt-BR",
    queue: 0,
    kind: "callback" as const,
    phone: "+5511987650143",
    text: "O abajur chegou com o vidro trincado. Podem me ligar?",
    minutesAgo: 38,
  },
  {
    name: "Oliver Grant",
    email: "oliver.grant@customer.example",
    language: "en",
    queue: 1,
    kind: "abandoned" as const,
    phone: null,
    text: "Does the reading lamp come with a British plug?",
    minutesAgo: 12,
  },
];

/** Triggers as they are proposed, switched off so that nothing surprises; and two customers who were missed. */
export async function fillAutomation(tx: Tx, { workspaceId, queueIds, now }: Place): Promise<void> {
  await tx.insert(triggers).values(
    triggerTypes.map((type) => {
      const { seconds, action, steps, texts } = freshTriggers[type];
      return { workspaceId, type, channel: "web", enabled: false, seconds, action, steps, texts };
    }),
  );
  const queues = [...queueIds.values()];
  for (const { name, email, language, queue, kind, phone, text, minutesAgo } of missed) {
    const createdAt = new Date(now.getTime() - minutesAgo * 60_000);
    const [customer] = await tx
      .insert(customers)
      .values({ workspaceId, name, email, phone, language, createdAt })
      .returning({ id: customers.id });
    const queueId = queues[queue];
    if (!customer || !queueId) throw new Error("the demo has no such queue");
    await tx
      .insert(missedItems)
      .values({ workspaceId, kind, customerId: customer.id, queueId, phone, text, createdAt });
  }
}
