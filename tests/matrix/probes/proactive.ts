import { randomUUID } from "node:crypto";
import type { Probe } from "../claim.ts";

/** Seeing who is on the site, and writing to him and to earlier customers first. */
export const writesFirst: Probe = async (t) => {
  const queueId = await t.floor.queue();
  const me = await t.me({ queues: [queueId], maxConversations: 9 });
  const visitor = await t.floor.visitor();
  const word = (customerId: string) => ({ clientId: randomUUID(), customerId, text: "May I help you?" });
  if (t.denied) {
    await t.refuses(me, "visits.list");
    await t.refuses(me, "visits.earlier", { search: "" });
    return t.refuses(me, "visits.write", word(visitor));
  }
  const seen = await t.opens(me, "visits.list");
  const ids = (seen?.visits ?? []).map(({ customerId }: { customerId: string }) => customerId);
  t.holds("the visitor is on his list", ids.includes(visitor), ids);
  const written = await t.opens(me, "visits.write", word(visitor));
  t.holds(
    "the conversation is his",
    written?.conversation.assignee?.id === me.id && written.conversation.state === "assigned",
    written?.conversation,
  );
  const mine = await t.floor.conversation({ queueId, assigneeId: me.id, state: "closed" });
  await t.opens(me, "visits.earlier", { search: "" });
  const later = await t.opens(me, "visits.write", word(mine.customerId));
  t.holds("an earlier customer reads it at his next visit", later?.reaches === "next_visit", later);
  const colleague = await t.floor.person();
  const theirs = await t.floor.conversation({
    queueId: await t.floor.queue(),
    assigneeId: colleague.id,
    state: "closed",
  });
  const foreign = await t.foreign.visitor();
  await t.hides(me, "visits.write", "customer.not_found", [
    word(foreign),
    word(randomUUID()),
    word(theirs.customerId),
  ]);
};
