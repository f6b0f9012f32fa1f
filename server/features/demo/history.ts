import { uuidv7 } from "uuidv7";
import type { Tx } from "#server/platform/db/open-database.ts";
import { conversationEvents, conversations, customers } from "#server/platform/db/schema/conversations.ts";
import { customerNames, products } from "./customers.ts";
import type { Dialog } from "./dialog.ts";
import { englishDialogs, italianDialogs } from "./dialogs-en-it.ts";
import { portugueseDialogs, spanishDialogs } from "./dialogs-pt-es.ts";
import type { DemoPerson, DemoQueue } from "./people.ts";
import { type DraftConversation, writeConversation } from "./write-conversation.ts";

export interface HistoryPlace {
  readonly workspaceId: string;
  readonly queueIds: ReadonlyMap<DemoQueue, string>;
  readonly people: readonly (DemoPerson & { readonly id: string })[];
  readonly shop: string;
  readonly now: Date;
}

const rounds = 4;
const dayMs = 24 * 3_600_000;
const dialogs = [...englishDialogs, ...italianDialogs, ...portugueseDialogs, ...spanishDialogs];

/** A week of closed conversations, so that lists, search and customers' pasts are not empty. */
export async function writeHistory(tx: Tx, place: HistoryPlace): Promise<number> {
  const random = sameEveryTime(7);
  const drafts = Array.from({ length: rounds }, () => dialogs)
    .flat()
    .map((dialog, index) => draftOf(place, dialog, index, random));
  const written = drafts.map(writeConversation);
  await tx.insert(customers).values(written.map(({ customer }) => customer));
  await tx.insert(conversations).values(written.map(({ conversation }) => conversation));
  await tx.insert(conversationEvents).values(written.flatMap(({ events }) => events));
  return written.length;
}

function draftOf(
  place: HistoryPlace,
  dialog: Dialog,
  index: number,
  random: () => number,
): DraftConversation {
  const names = customerNames[dialog.language];
  const name = names[Math.floor(index / 4) % names.length] ?? "Sam";
  const start = new Date(place.now.getTime() - dayMs * (0.15 + 6.7 * random()));
  // Shops are busy by day.
  start.setUTCHours(8 + Math.floor(random() * 11));
  const latest = place.now.getTime() - 2 * 3_600_000;
  return {
    dialog,
    customer: { id: uuidv7(), name },
    agent: agentFor(place.people, dialog, random),
    queue: { id: place.queueIds.get(dialog.queue) ?? "", name: dialog.queue },
    workspaceId: place.workspaceId,
    product: products[dialog.language][Math.floor(random() * products[dialog.language].length)] ?? "Aurora",
    order: `LM-${40_000 + Math.floor(random() * 9_999)}`,
    pageUrl: `${place.shop}${dialog.page}`,
    startedAt: new Date(Math.min(start.getTime(), latest)),
    random,
  };
}

/** Somebody who answers, if possible in the customer's language and in the queue. */
function agentFor(people: HistoryPlace["people"], dialog: Dialog, random: () => number) {
  const answering = people.filter(
    ({ role }) => role === "agent" || role === "agent-dashboard" || role === "coordinator",
  );
  const speaking = answering.filter(({ language }) => language === dialog.language);
  const inQueue = speaking.filter(({ queues }) => queues.includes(dialog.queue));
  const [choice] = [inQueue, speaking, answering].filter((group) => group.length > 0);
  const agent = choice?.[Math.floor(random() * choice.length)];
  if (!agent) throw new Error("the demo has no agents");
  return { id: agent.id, name: agent.name };
}

/** Random enough to look alive, and the same in every demo (mulberry32). */
function sameEveryTime(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
