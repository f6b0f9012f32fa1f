import type { Work } from "#server/platform/news/index.ts";
import { LiveCall } from "#shared/contract/calls.ts";
import { VisitorCall } from "#shared/contract/visitor-calls.ts";
import { customerView, type Leg, staffView, stateOf } from "#shared/domain/calls/index.ts";
import { writtenNumber } from "#shared/domain/phone/written-number.ts";
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

const hasCustomer = ({ call }: CallRow) => call.legs.some(({ party }) => party === "customer");
const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

/** Somebody outside is named by his number; an agent's customer by how he is known. */
function nameOf({ userId, party, phone }: Leg, conversationId: string | null, names: Names): string {
  if (userId !== null) return names.get(userId) ?? "";
  return party === "customer" ? (names.get(conversationId ?? "") ?? "") : writtenNumber(phone ?? "");
}

function legView({ direction, isWhole, conversationId }: CallRow, names: Names) {
  return (leg: Leg) => ({
    ...leg,
    name: nameOf(leg, conversationId, names),
    rings:
      leg.state === "ringing" &&
      (leg.party === "consulted" || (leg.party === "agent" && direction === "inbound" && !isWhole)),
  });
}

/**
 * The call in the eyes of one of its staff: what he does not see leaves no gap in his versions either. `userId` null: of a
 * supervisor who looks at it from outside.
 */
export function liveCall(row: CallRow, names: Names, userId: string | null): LiveCall {
  const { call, conversationId, medium, direction, mediaEpoch } = row;
  const seen = userId === null ? call : { ...call, ...staffView(call, userId, row.seenFrom) };
  const isOut = seen.cause !== null;
  const version = call.version - (row.unseen[userId ?? ""] ?? 0);
  return LiveCall.parse({
    ...{ id: call.id, version, conversationId, medium, direction, mediaEpoch },
    state: stateOf(seen),
    legs: seen.legs.map(legView(row, names)),
    cause: seen.cause,
    recording: {
      state: isOut ? "off" : (row.recording?.state ?? "off"),
      mayBegin: !isOut && row.recording === null && row.recordCalls !== "off" && hasCustomer(row),
    },
    createdAt: iso(row.createdAt),
    connectedAt: iso(row.connectedAt),
    endedAt: isOut && !row.endedAt ? new Date().toISOString() : iso(row.endedAt),
  });
}

/** The call in its customer's eyes. */
export function visitorCall(row: CallRow, names: Names): VisitorCall {
  const { call, conversationId, medium, mediaEpoch, customerVersion: version } = row;
  const { state, agentUserId, muted, recording } = customerView(row);
  return VisitorCall.parse({
    ...{ id: call.id, version, conversationId, medium, state, muted, recording, mediaEpoch },
    agentName: agentUserId ? (names.get(agentUserId) ?? null) : null,
    connectedAt: iso(row.connectedAt),
  });
}
