import type { Work } from "#server/platform/news/index.ts";
import { LiveCall } from "#shared/contract/calls.ts";
import { VisitorCall } from "#shared/contract/visitor-calls.ts";
import { type Call, customerView, type Leg, stateOf } from "#shared/domain/calls/index.ts";
import type { CallRow } from "./call-rows.ts";

type Names = ReadonlyMap<string, string>;

/** Names of everybody in some calls: users by id, the customer by conversation. */
export async function namesOf(db: Pick<Work, "query">, rows: readonly CallRow[]): Promise<Names> {
  const userIds = rows.flatMap(({ call }) => call.legs.flatMap(({ userId }) => userId ?? []));
  const conversationIds = rows.flatMap(({ conversationId }) => conversationId ?? []);
  const { rows: found } = await db.query<{ id: string; name: string }>(
    `select id, name from users where id = any($1)
     union all select c.id::text, cu.name from conversations c join customers cu on cu.id = c.customer_id
     where c.id = any($2::uuid[])`,
    [userIds, conversationIds],
  );
  return new Map(found.map(({ id, name }) => [id, name]));
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

/** Supervisors are there for those in the call who know of them: themselves, each other, and the agents they are beside. */
function legView({ direction, isWhole, conversationId }: CallRow, names: Names) {
  return (leg: Leg) => ({
    ...leg,
    name: names.get(leg.userId ?? conversationId ?? "") ?? "",
    rings:
      leg.state === "ringing" &&
      (leg.party === "consulted" || (leg.party === "agent" && direction === "inbound" && !isWhole)),
  });
}

/**
 * The call in the eyes of one of its staff. Who has left sees that it is over for him, and nothing of those who go on.
 * `userId` null: of a supervisor who looks at it from outside.
 */
export function liveCall(row: CallRow, names: Names, userId: string | null): LiveCall {
  const { call, conversationId, medium, direction, mediaEpoch } = row;
  const own = call.legs.filter((leg) => leg.userId === userId);
  const isOut = userId !== null && own.length > 0 && own.every(({ state }) => state === "gone");
  const seen: Call = isOut ? { ...call, legs: own, cause: own.at(-1)?.cause ?? "hung_up" } : call;
  return LiveCall.parse({
    ...{ id: call.id, version: call.version, conversationId, medium, direction, mediaEpoch },
    state: stateOf(seen),
    legs: seen.legs.map(legView(row, names)),
    cause: seen.cause,
    createdAt: iso(row.createdAt),
    connectedAt: iso(row.connectedAt),
    endedAt: isOut && !row.endedAt ? new Date().toISOString() : iso(row.endedAt),
  });
}

/** The call in its customer's eyes. */
export function visitorCall(row: CallRow, names: Names): VisitorCall {
  const { call, conversationId, medium, mediaEpoch, customerVersion: version } = row;
  const { state, agentUserId, muted } = customerView(row);
  return VisitorCall.parse({
    ...{ id: call.id, version, conversationId, medium, state, muted, mediaEpoch },
    agentName: agentUserId ? (names.get(agentUserId) ?? null) : null,
    connectedAt: iso(row.connectedAt),
  });
}
