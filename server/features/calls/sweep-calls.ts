import { eachApart } from "#server/platform/each-apart.ts";
import { type CallChange, giveTo, leave, legOf } from "#shared/domain/calls/index.ts";
import { system } from "../conversations/index.ts";
import type { CallRow } from "./call-rows.ts";
import { changeCall } from "./change-call.ts";
import type { CallDeps } from "./deps.ts";

/** Media that is lost may come back for so long, s: a network that changes, a page that is loaded anew. */
const graceSeconds = 25;
/** A member of staff whose program is gone as well is not waited for so long, s. */
const goneSeconds = 8;
/** A colleague rings for so long, and accepted media has so long to come, s. */
const ringSeconds = 30;

const overdueSql = `
  select k.id as "callId", leg->>'id' as "legId", leg->>'state' as state, leg->>'party' as party
  from calls k cross join jsonb_array_elements(k.legs) leg
    join call_media m on m.call_id = k.id and m.leg_id = leg->>'id'
  where k.ended_at is null and leg->>'state' <> 'gone' and (
    (leg->>'state' = 'joined' and m.state in ('lost', 'closed', 'connecting') and m.since < now() - make_interval(secs => $1))
    or (leg->>'state' = 'joined' and m.state in ('lost', 'closed') and leg->>'userId' is not null
      and m.since < now() - make_interval(secs => $2)
      and not exists (select 1 from presence_leases l where l.user_id = leg->>'userId' and l.until > now()))
    or (leg->>'state' = 'ringing' and not (leg->>'party' = 'customer' and k.direction = 'inbound' and m.state = 'connecting')
      and m.since < now() - make_interval(secs => $3)))`;

interface Overdue {
  readonly callId: string;
  readonly legId: string;
  readonly state: "ringing" | "joined";
  readonly party: string;
}

/**
 * Who does not come back is gone. An agent who is lost does not take his customer along: with nobody to inherit the call
 * the customer waits again, and the next agent is rung.
 */
function letGo({ call, isWhole }: CallRow, legId: string, was: "ringing" | "joined"): CallChange {
  const leg = legOf(call, legId);
  // He has answered or come back meanwhile, or is gone.
  if (leg?.state !== was) return { ok: true, call };
  const left = leave(call, legId, was === "ringing" ? "no_answer" : "lost");
  const isCutOff = leg.party === "agent" && isWhole && left.ok && left.call.cause !== null;
  return isCutOff ? giveTo(call, null) : left;
}

/** Lets those go who do not come back, and those who do not answer: no call outlives the people in it. */
export async function sweepCalls(deps: CallDeps): Promise<void> {
  const { rows } = await deps.pool.query<Overdue>({
    name: "calls-overdue",
    text: overdueSql,
    values: [graceSeconds, goneSeconds, ringSeconds],
  });
  await eachApart(rows, { log: deps.log, what: "a leg of a call that is overdue" }, async (overdue) => {
    const { callId, legId, state } = overdue;
    await changeCall(deps, {
      callId,
      by: system,
      change: (row) => letGo(row, legId, state),
    });
  });
}
