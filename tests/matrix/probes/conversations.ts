import { randomUUID } from "node:crypto";
import type { Probe } from "../claim.ts";
import type { Desk } from "../floor.ts";
import type { Trial } from "../trial.ts";
import { placeIs } from "./places.ts";

const message = (conversationId: string, kind = "message") => ({
  conversationId,
  clientId: randomUUID(),
  kind,
  text: "Good morning",
});

async function elsewhere(t: Trial, queueId: string) {
  const [colleague, away] = [await t.floor.person({ queues: [queueId] }), await t.floor.queue()];
  const theirs = await t.floor.conversation({ queueId, assigneeId: colleague.id });
  const outside = await t.floor.conversation({ queueId: away, assigneeId: (await t.floor.person()).id });
  const foreign = await t.foreign.conversation({ queueId: await t.foreign.queue() });
  return { colleague, theirs, outside, foreign };
}

/** Being offered conversations, taking them, answering; `everybody`: roles that also see those of all colleagues. */
export const handlesConversations =
  (everybody: readonly string[] = []): Probe =>
  async (t) => {
    const queueId = await t.floor.queue();
    const me = await t.me({ queues: [queueId], maxConversations: 9 });
    const mine = await t.floor.conversation({ queueId, assigneeId: me.id });
    const others = await elsewhere(t, queueId);
    await placeIs(t, me, "/workspace", !t.denied);
    if (t.denied) return isKeptOut(t, me, mine.id);

    await t.opens(me, "conversations.get", { conversationId: mine.id });
    const list = await t.opens(me, "conversations.list", { view: "mine" });
    t.holds("his list has his conversation alone", list?.length === 1 && list[0].id === mine.id);
    await t.opens(me, "conversations.send", message(mine.id));
    await t.opens(me, "conversations.send", message(mine.id, "note"));
    await offersRing(t, me, queueId);
    const waiting = await t.floor.conversation({ queueId });
    await t.opens(me, "conversations.take", { conversationId: waiting.id });
    await t.opens(me, "conversations.close", {
      conversationId: mine.id,
      assignmentToken: 1,
      outcome: "resolved",
    });

    const beyond = [{ conversationId: others.foreign.id }, { conversationId: randomUUID() }];
    const colleagues = [others.theirs, others.outside].map(({ id }) => ({ conversationId: id }));
    if (everybody.includes(t.role)) {
      for (const one of colleagues) await t.opens(me, "conversations.get", one);
      await t.hides(me, "conversations.get", "conversation.not_found", beyond);
    } else await t.hides(me, "conversations.get", "conversation.not_found", [...beyond, ...colleagues]);
    await t.hides(
      me,
      "conversations.send",
      "conversation.not_found",
      beyond.map(({ conversationId }) => message(conversationId)),
    );
  };

async function isKeptOut(t: Trial, me: Desk, conversationId: string): Promise<void> {
  await t.refuses(me, "conversations.list", { view: "mine" });
  await t.refuses(me, "conversations.get", { conversationId });
  await t.refuses(me, "conversations.send", message(conversationId));
  await t.refuses(me, "conversations.take", { conversationId });
  await t.refuses(me, "offers.accept", { offerId: await t.floor.offer(conversationId, me.id) });
}

async function offersRing(t: Trial, me: Desk, queueId: string): Promise<void> {
  const make = () => t.floor.conversation({ queueId });
  const [mine, hisWait, foreignWait] = [
    await make(),
    await make(),
    await t.foreign.conversation({ queueId: await t.foreign.queue() }),
  ];
  const offerId = await t.floor.offer(mine.id, me.id);
  await t.opens(me, "offers.accept", { offerId });
  const his = await t.floor.offer(hisWait.id, (await t.floor.person()).id);
  const foreign = await t.foreign.offer(foreignWait.id, (await t.foreign.person()).id);
  await t.hides(me, "offers.accept", "offer.not_found", [
    { offerId: his },
    { offerId: foreign },
    { offerId: randomUUID() },
  ]);
}

/** Handing a conversation on. */
export const transfersConversations =
  (everybody: readonly string[] = []): Probe =>
  async (t) => {
    const [queueId, other] = [await t.floor.queue(), await t.floor.queue()];
    const me = await t.me({ queues: [queueId] });
    const mine = await t.floor.conversation({ queueId, assigneeId: me.id });
    const others = await elsewhere(t, queueId);
    const to = { kind: "queue", queueId: other };
    const input = (conversationId: string) => ({ conversationId, assignmentToken: 1, to });
    if (t.denied) return t.refuses(me, "conversations.transfer", input(mine.id));
    await t.opens(me, "conversations.transfer", input(mine.id));
    const beyond = [input(others.foreign.id), input(randomUUID())];
    if (everybody.includes(t.role)) {
      await t.opens(me, "conversations.transfer", input(others.theirs.id));
      await t.hides(me, "conversations.transfer", "conversation.not_found", beyond);
    } else
      await t.hides(me, "conversations.transfer", "conversation.not_found", [
        ...beyond,
        input(others.theirs.id),
        input(others.outside.id),
      ]);
  };

/** Ready, offline: the status menu. */
export const setsStatus: Probe = async (t) => {
  const me = await t.me();
  for (const status of ["ready", "dnd", "offline"])
    if (t.denied) await t.refuses(me, "status.set", { status });
    else await t.opens(me, "status.set", { status });
};

/** The place where conversations are answered. */
export const hasWorkspace: Probe = async (t) => {
  const me = await t.me();
  await placeIs(t, me, "/workspace", !t.denied);
  if (t.denied) await t.refuses(me, "conversations.list", { view: "mine" });
  else await t.opens(me, "conversations.list", { view: "mine" });
};
