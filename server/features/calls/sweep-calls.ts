import { eachApart } from "#server/platform/each-apart.ts";
import type { Work } from "#server/platform/news/index.ts";
import {
  type CallChange,
  end,
  giveTo,
  isHere,
  isLeftToPhones,
  leave,
  legOf,
} from "#shared/domain/calls/index.ts";
import { system } from "../conversations/index.ts";
import { callRows, type LockedCall } from "./call-rows.ts";
import { changeByItself } from "./change-call.ts";
import type { CallDeps } from "./deps.ts";

/** Media that is lost may come back for so long, s: a network that changes, a program that is started anew. */
const graceSeconds = 25;
/** A page that said goodbye, and a member of staff whose program is gone as well, are not waited for so long, s. */
const goneSeconds = 8;
/** A colleague rings for so long, and accepted media has so long to come, s; one who is called as General settings say. */
const ringSeconds = 30;

/** A telephone outside rings for so long, s. */
const phoneSeconds = 60;

/** A leg that is overdue, of all calls or of one. `customerThere`: the customer's media arrives. */
const overdueSql = `
  select k.id as "callId", leg->>'id' as "legId", leg->>'state' as state,
    exists (select 1 from jsonb_array_elements(k.legs) other join call_media om on om.call_id = k.id and om.leg_id = other->>'id'
      where other->>'party' = 'customer' and other->>'state' = 'joined' and om.state = 'connected') as "customerThere"
  from calls k cross join jsonb_array_elements(k.legs) leg
    join call_media m on m.call_id = k.id and m.leg_id = leg->>'id'
  where k.ended_at is null and leg->>'state' <> 'gone' and ($1::uuid is null or (k.id = $1 and leg->>'id' = $2)) and (
    (leg->>'state' = 'joined' and leg->>'phone' is null and m.state in ('lost', 'closed', 'connecting')
      and m.since < now() - interval '${graceSeconds} seconds')
    or (leg->>'state' = 'joined' and leg->>'phone' is null and m.state in ('lost', 'closed') and m.since < now() - interval '${goneSeconds} seconds'
      and (m.state = 'closed' or (leg->>'userId' is not null
        and not exists (select 1 from presence_leases l where l.user_id = leg->>'userId' and l.until > now()))))
    or (leg->>'state' = 'ringing' and m.since < now() - make_interval(secs => case when leg->>'phone' is not null then ${phoneSeconds} when k.direction = 'internal'
      then coalesce((select (w.settings->'dialing'->>'ringSeconds')::int from workspaces w where w.id = k.workspace_id), ${ringSeconds})
      else ${ringSeconds} end)))`;

interface Overdue {
  readonly callId: string;
  readonly legId: string;
  readonly state: "ringing" | "joined";
  readonly customerThere: boolean;
}

async function overdue(db: Pick<Work, "query">, callId: string | null = null, legId: string | null = null) {
  const { rows } = await db.query<Overdue>({
    name: "calls-overdue",
    text: overdueSql,
    values: [callId, legId],
  });
  return rows;
}

/**
 * Who does not come back is gone. An agent who is lost does not take his customer along: with nobody to inherit the call
 * the customer, if he is there himself, waits again, and the next agent is rung.
 */
function letGo({ call, isWhole }: LockedCall, { legId, state, customerThere }: Overdue): CallChange {
  const leg = legOf(call, legId);
  if (leg?.state !== state) return { ok: true, call };
  const cause = state === "ringing" ? "no_answer" : "lost";
  const left = leave(call, legId, cause);
  if (leg.party !== "agent" || !left.ok) return left;
  // He called, and has not come himself: there is nobody yet who could wait for another one.
  const isAnybodyThere = call.legs.some((one) => one.party === "customer" && isHere(one));
  if (state === "ringing" && !isAnybodyThere && left.call.cause === null) return end(call, cause);
  // A chat out of which somebody called stays with its agent: ringing him again would never end.
  if (!isWhole) return left.call.cause === null && state === "ringing" ? end(call, cause) : left;
  return left.call.cause !== null && customerThere ? giveTo(call, null, cause) : left;
}

/** Lets those go who do not come back, and those who do not answer: no call outlives the people in it. */
export async function sweepCalls(deps: CallDeps): Promise<void> {
  await eachApart(
    await overdue(deps.pool),
    { log: deps.log, what: "a leg of a call that is overdue" },
    async ({ callId, legId }) => {
      let found: Overdue | undefined;
      await changeByItself(deps, {
        callId,
        by: system,
        async stillSo(tx) {
          found = (await overdue(tx, callId, legId))[0];
          return found !== undefined;
        },
        change: (row) => (found ? letGo(row, found) : { ok: true, call: row.call }),
      });
    },
  );
}

/** Two telephones talk without any of us for so long at most, h: whoever forgot to hang up would be paid for without end. */
const telephonesHours = 4;

/** Ends calls that were left to telephones, and that nobody here can see or end any more. */
export async function endLeftToPhones(deps: CallDeps): Promise<void> {
  const rows = await callRows(
    deps.pool,
    `k.ended_at is null and k.created_at < now() - interval '${telephonesHours} hours'`,
    [],
  );
  await eachApart(
    rows.filter(({ call }) => isLeftToPhones(call)),
    { log: deps.log, what: "a call that was left to telephones" },
    ({ call: { id } }) =>
      changeByItself(deps, {
        callId: id,
        by: system,
        change: ({ call }) => (isLeftToPhones(call) ? end(call, "lost") : { ok: true, call }),
      }),
  );
}

/** Puts in force what the engine did not acknowledge. */
export async function retryUnsure(deps: CallDeps): Promise<void> {
  const ids = deps.media.unsure();
  if (ids.length === 0) return;
  const rows = await callRows(deps.pool, "k.id = any($1::uuid[])", [ids]);
  for (const id of ids) if (!rows.some(({ call }) => call.id === id)) deps.media.forget(id);
  await eachApart(rows, { log: deps.log, what: "a call that may not be in force" }, (row) =>
    deps.media.apply(row),
  );
}
