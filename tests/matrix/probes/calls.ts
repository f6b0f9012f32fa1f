import { randomUUID } from "node:crypto";
import type { Probe } from "../claim.ts";
import type { Floor } from "../floor.ts";
import type { Trial } from "../trial.ts";
import { placeIs } from "./places.ts";

/** Somebody of a group, or of none, in a call with a customer. */
async function aCall(floor: Floor, groups: readonly string[] = []) {
  const agent = await floor.person({ groups: [...groups] });
  const { id: conversationId } = await floor.conversation({
    queueId: await floor.queue(),
    assigneeId: agent.id,
  });
  return { conversationId, callId: await floor.call(conversationId, agent.id) };
}

/** Whether a role's eye ends at the groups that it leads. */
const isLed = (t: Trial) => t.row.decision === "scope" || t.role === "supervisor";

async function calls(t: Trial) {
  const group = await t.floor.group();
  const me = await t.me({ leads: t.denied ? [] : [group] });
  return {
    me,
    led: await aCall(t.floor, [group]),
    other: await aCall(t.floor),
    foreign: await aCall(t.foreign),
  };
}

/** Live conversations of whom he watches over, and what nobody or an assistant has; of another workspace none. */
export const watchesLive: Probe = async (t) => {
  const { me, led, other, foreign } = await calls(t);
  await placeIs(t, me, "/monitor", !t.denied);
  if (t.denied) return t.refuses(me, "monitor.live", {});
  const waiting = await t.floor.conversation({ queueId: await t.floor.queue(), state: "waiting" });
  const live: { conversationId: string }[] = (await t.opens(me, "monitor.live", {})) ?? [];
  const sees = ({ conversationId }: { readonly conversationId: string }) =>
    live.some((one) => one.conversationId === conversationId);
  t.holds("he sees the conversation of one of his people", sees(led));
  t.holds("he sees what nobody has yet", sees({ conversationId: waiting.id }));
  t.holds("others' by his scope alone", sees(other) === !isLed(t));
  t.holds("nothing of another workspace", !sees(foreign));
  await t.opens(me, "conversations.watch", { conversationId: led.conversationId });
  await t.hides(me, "conversations.watch", "conversation.not_found", beyondOf(t, foreign, other));
};

/** What he must not even know of: another workspace's, nobody's, and what his scope does not reach. */
const beyondOf = (t: Trial, foreign: { conversationId: string }, other: { conversationId: string }) =>
  [foreign.conversationId, randomUUID(), ...(isLed(t) ? [other.conversationId] : [])].map(
    (conversationId) => ({ conversationId }),
  );

/** Coming to a call of somebody whom he may watch, in every mode, and to no other. */
export const joinsCalls: Probe = async (t) => {
  const { me, led, other, foreign } = await calls(t);
  if (t.denied) return t.refuses(me, "calls.supervise", { callId: led.callId, mode: "listen" });
  for (const mode of ["listen", "whisper", "barge"]) {
    const call = await t.opens(me, "calls.supervise", { callId: led.callId, mode });
    const own = call?.legs.find((leg: { userId: string | null }) => leg.userId === me.id);
    t.holds(`he is there to ${mode}`, own?.mode === mode, own);
  }
  const beyond = [foreign.callId, randomUUID(), ...(isLed(t) ? [other.callId] : [])];
  await t.hides(
    me,
    "calls.supervise",
    "call.not_found",
    beyond.map((callId) => ({ callId, mode: "listen" })),
  );
  if (!isLed(t)) await t.opens(me, "calls.supervise", { callId: other.callId, mode: "listen" });
  const words = () => ({ clientId: randomUUID(), text: "Offer a refund" });
  await t.opens(me, "conversations.whisper", { conversationId: led.conversationId, ...words() });
  await t.hides(
    me,
    "conversations.whisper",
    "conversation.not_found",
    beyondOf(t, foreign, other).map((one) => ({ ...one, ...words() })),
  );
};

const video = (enabled: boolean) => ({ video: { enabled, storeRecordings: false } });

/** A video call out of his own web chat, where the house has them; out of nobody else's. */
export const startsVideo: Probe = async (t) => {
  const chatting = async (enabled: boolean) => {
    const home = await t.another();
    await home.settings(video(enabled));
    const queueId = await home.queue();
    const me = await home.desk({ role: t.role, queues: [queueId] });
    return { home, queueId, me, mine: await home.conversation({ queueId, assigneeId: me.id }) };
  };
  const without = await chatting(false);
  await t.refuses(without.me, "calls.startVideo", { conversationId: without.mine.id });
  const { home, queueId, me, mine } = await chatting(true);
  const theirs = await home.conversation({ queueId, assigneeId: (await home.person()).id });
  if (t.denied) return t.refuses(me, "calls.startVideo", { conversationId: mine.id });
  const call = await t.opens(me, "calls.startVideo", { conversationId: mine.id });
  t.holds("the customer is asked into it", call?.medium === "video" && call.state === "ringing", call);
  await t.hides(me, "calls.startVideo", "conversation.not_found", [
    { conversationId: theirs.id },
    { conversationId: randomUUID() },
  ]);
};

/** The house takes chats, calls and video calls: whoever answers has each of them in his hands. */
export const offersMedia: Probe = async (t) => {
  const home = await t.another();
  await home.settings(video(true));
  const queueId = await home.queue();
  const me = await home.desk({ role: "agent", queues: [queueId] });
  const mine = await home.conversation({ queueId, assigneeId: me.id });
  await t.opens(me, "conversations.get", { conversationId: mine.id });
  await t.opens(me, "calls.startVideo", { conversationId: mine.id });
  await t.opens(me, "calls.mine", {});
  const calling = await home.conversation({ queueId, assigneeId: me.id });
  const callId = await home.call(calling.id, me.id);
  await t.opens(me, "calls.mute", { callId, muted: true });
};
