import { randomUUID } from "node:crypto";
import { transact } from "#server/platform/news/index.ts";
import type { LiveCall } from "#shared/contract/calls.ts";
import { settingsOf, type WorkspaceSettings } from "#shared/domain/settings.ts";
import { fail } from "#shared/errors/app-error.ts";
import type { Actor } from "#shared/permissions/can.ts";
import { authorOf, callRows, findCall, hasHandsFree, insertCall, seenBy } from "../calls/index.ts";
import { startAsCaller } from "../conversations/index.ts";
import { customerOf } from "./customer-of.ts";
import type { PhoneDeps } from "./deps.ts";
import { dialledNumber } from "./dialled-number.ts";
import { placeOrEnd } from "./follow-calls.ts";
import { chooseNumber, type OurNumber } from "./our-numbers.ts";
import { insertPhoneLeg } from "./phone-legs.ts";

export interface Dialled {
  readonly to: string;
  readonly numberId: string | null;
}

/** The number that is to be called, and ours that is shown; throws what the caller is told. */
export async function judgeDialled(
  { pool, line }: Pick<PhoneDeps, "pool" | "line">,
  actor: Actor,
  { to, numberId }: Dialled,
): Promise<{ readonly called: string; readonly ours: OurNumber }> {
  const { rows } = await pool.query<{ settings: Partial<WorkspaceSettings> }>(
    "select settings from workspaces where id = $1",
    [actor.workspaceId],
  );
  const { defaultCountry } = settingsOf(rows[0]?.settings ?? {}).dialing;
  const problem = "is no telephone number; type it with its country, such as +39 02 1234567";
  const called =
    dialledNumber(to, defaultCountry) ?? fail("phone.not_a_number", {}, [{ field: "to", problem }]);
  if (!line) return fail("phone.no_line", { workspaceId: actor.workspaceId });
  return { called, ours: await chooseNumber(pool, actor, numberId, called) };
}

/** Writes the conversation, its call and its telephone at once; null when this command has done so already. */
async function begin(
  deps: PhoneDeps,
  actor: Actor,
  clientId: string,
  { called, ours }: Awaited<ReturnType<typeof judgeDialled>>,
) {
  const { pool, calls, news } = deps;
  const { workspaceId } = actor;
  return news.publish(
    await transact(pool, async (tx) => {
      const { id: customerId } = await customerOf(tx, workspaceId, { number: called, name: "" });
      const { queue } = ours;
      const conversationId = await startAsCaller(tx, calls.hooks, actor, { clientId, customerId, queue });
      if (!conversationId) return null;
      const legId = randomUUID();
      const callId = await insertCall(
        tx,
        {
          ...{ workspaceId, conversationId, medium: "voice", direction: "outbound", isWhole: true },
          ...{ phone: { legId, number: called }, caller: { userId: actor.id, clientId } },
          mediaNode: calls.media.node,
        },
        authorOf(actor),
      );
      const { lineId, number: ownNumber } = ours;
      await insertPhoneLeg(tx, { callId, legId, lineId, remoteNumber: called, ownNumber });
      return { callId, legId };
    }),
  );
}

/** Calls a number. The conversation is the caller's from its beginning; the same command again finds the call. */
export async function dial(
  deps: PhoneDeps,
  actor: Actor,
  { clientId, ...dialled }: Dialled & { readonly clientId: string },
): Promise<LiveCall> {
  const [again] = await callRows(deps.pool, "k.caller_id = $1 and k.client_id = $2", [actor.id, clientId]);
  if (again) return seenBy(deps.calls, again, actor);
  const judged = await judgeDialled(deps, actor, dialled);
  if (!(await hasHandsFree(deps.pool, actor))) fail("call.busy", { userId: actor.id });
  const begun = await begin(deps, actor, clientId, judged);
  if (!begun) {
    // The same command at the same moment; or the id was one of another's.
    const [same] = await callRows(deps.pool, "k.caller_id = $1 and k.client_id = $2", [actor.id, clientId]);
    return same ? seenBy(deps.calls, same, actor) : fail("call.busy");
  }
  const placed = await placeOrEnd(deps, begun);
  if (placed && !placed.placed) fail(placed.code, { callId: begun.callId });
  return seenBy(deps.calls, await findCall(deps.pool, begun.callId), actor);
}
