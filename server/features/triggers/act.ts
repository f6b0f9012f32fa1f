import {
  appendEntry,
  appendNoted,
  endConversation,
  giveBack,
  system,
} from "#server/features/conversations/index.ts";
import { addMissed } from "#server/features/missed/index.ts";
import { overflowOne } from "#server/features/routing/index.ts";
import type { Work } from "#server/platform/news/index.ts";
import { queueRulesOf } from "#shared/domain/queue-rules.ts";
import { type Texts, textIn } from "#shared/domain/texts.ts";
import { nextAct, wholeSeconds } from "#shared/domain/triggers/index.ts";
import type { TriggerDeps } from "./deps.ts";
import { type Silence, silenceNow } from "./silences.ts";

/** Somebody who is being rung for the customer may still answer: so long is added to the time in the queue, seconds. */
const ringingSeconds = 60;

type Deps = Pick<TriggerDeps, "hooks" | "pauseSilent">;
type Due = Pick<Silence, "conversationId" | "triggerId">;

/** What was done: `over`: it is not due any more, or somebody else has the conversation in hand at this moment. */
export type Done = "over" | "said" | "closed" | "transferred";

/**
 * Acts on one conversation behind the lock of its row: what was due a moment ago is looked at anew, so a message that
 * came in between counts, and of two servers the second finds it done.
 */
export async function actOn(tx: Work, deps: Deps, due: Due): Promise<Done> {
  const { rowCount } = await tx.query(
    "select 1 from conversations where id = $1 for no key update skip locked",
    [due.conversationId],
  );
  if (rowCount === 0) return "over";
  // A statement of its own: one with the lock would judge what was there before it had to wait.
  const silence = await silenceNow(tx, due);
  if (!silence) return "over";
  const act = nextAct(silence, { steps: silence.said, waited: silence.waited });
  if (act.kind === "wait") return "over";
  if (act.kind === "say") return sayStep(tx, silence, act.step);
  if (
    silence.type === "queue_timeout" &&
    silence.ringing &&
    silence.waited < silence.seconds + ringingSeconds
  )
    return "over";
  return end(tx, deps, silence);
}

/** In the workspace's name, as any automatic message: no answer, so the head keeps who spoke last and when. */
async function tell(tx: Work, silence: Silence, texts: Texts): Promise<void> {
  const { conversationId, language, languages, workspaceName } = silence;
  const text = textIn(texts, language, languages);
  if (!text) return;
  await appendEntry(tx, {
    conversationId,
    author: { kind: "system", id: null, name: workspaceName },
    visibility: "public",
    body: { kind: "message", text, files: [] },
  });
}

/** The message of a series; that it was sent is written down with it. */
async function sayStep(tx: Work, silence: Silence, step: number): Promise<Done> {
  await tell(tx, silence, silence.steps[step]?.texts ?? {});
  await tx.query(
    `insert into trigger_runs (conversation_id, trigger_id, since_seq, steps, at) values ($1, $2, $3, $4, clock_timestamp())
     on conflict (conversation_id, trigger_id) do update
       set since_seq = excluded.since_seq, steps = excluded.steps, at = excluded.at`,
    [silence.conversationId, silence.triggerId, silence.sinceSeq, step + 1],
  );
  tx.note(`c:${silence.conversationId}`);
  return "said";
}

async function end(tx: Work, deps: Deps, silence: Silence): Promise<Done> {
  const { conversationId, type, action, assigneeId, assigneeName } = silence;
  await tell(tx, silence, silence.texts);
  await appendNoted(tx, conversationId, "trigger_fired", {
    who: assigneeId ? { id: assigneeId, name: assigneeName ?? "" } : null,
    detail: { type, action, seconds: wholeSeconds(silence) },
  });
  if (type === "agent_inactivity") return leaveSilent(tx, deps, silence);
  // As his queue says for those who have waited too long; when it says nothing, nobody waits for ever all the same.
  if (action === "transfer" && (await overflowOne(tx, deps.hooks(), conversationId))) return "transferred";
  if (type === "queue_timeout")
    await addMissed(tx, { conversationId, kind: "missed", offersCallback: callsBack(silence) });
  await endConversation(tx, deps.hooks(), silence, { by: system, outcome: null });
  return "closed";
}

/** A queue whose overflow calls back offers the same to who waited too long in it by a trigger. */
const callsBack = ({ rules }: Silence): boolean => queueRulesOf(rules).whenWaitedTooLong.to === "callback";

/**
 * Back to the same group if it was one's, else to the same queue; or closed. Either way the silent agent is paused, or
 * the next one would be left lying too.
 */
async function leaveSilent(tx: Work, { hooks, pauseSilent }: Deps, silence: Silence): Promise<Done> {
  const { conversationId, workspaceId, assigneeId, action } = silence;
  if (!assigneeId) return "over";
  if (action === "transfer") await giveBack(tx, conversationId, system);
  else await endConversation(tx, hooks(), silence, { by: system, outcome: null });
  await pauseSilent(tx, { id: assigneeId, workspaceId });
  return action === "transfer" ? "transferred" : "closed";
}
