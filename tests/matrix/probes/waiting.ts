import { randomUUID } from "node:crypto";
import type { Probe } from "../claim.ts";

/** The panel of those who wait: all of the workspace, with why each of them does; nobody else hears of it. */
export const watchesWaiting: Probe = async (t) => {
  const waiting = { queueId: await t.floor.queue(), state: "waiting" } as const;
  const me = await t.me();
  const { id: conversationId } = await t.floor.conversation(waiting);
  if (t.denied) {
    await t.refuses(me, "routing.waiting", {});
    return t.refuses(me, "routing.whyWatched", { conversationId });
  }
  const panel = await t.opens(me, "routing.waiting", {});
  const ids = (panel?.waiting ?? []).map((one: { conversationId: string }) => one.conversationId);
  t.holds("who waits is on the panel", ids.includes(conversationId), ids);
  const why = await t.opens(me, "routing.whyWatched", { conversationId });
  t.holds("it says why he waits", why?.people === 0 && why.queue.id === waiting.queueId, why);
  const foreign = await t.foreign.conversation({ queueId: await t.foreign.queue(), state: "waiting" });
  const taken = await t.floor.conversation({
    queueId: waiting.queueId,
    assigneeId: (await t.floor.person()).id,
  });
  t.holds("nothing of another workspace is", !ids.includes(foreign.id), ids);
  await t.hides(me, "routing.whyWatched", "conversation.not_found", [
    { conversationId: foreign.id },
    { conversationId: taken.id },
    { conversationId: randomUUID() },
  ]);
};
