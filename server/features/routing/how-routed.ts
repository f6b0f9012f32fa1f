import type pg from "pg";
import type { NotedKind } from "#shared/contract/conversation-events.ts";
import { HowRouted, type RoutingDecision } from "#shared/contract/routing.ts";
import { type KeptDecision, wasFree } from "#shared/domain/routing/kept-decision.ts";
import { type Actor, can } from "#shared/permissions/can.ts";
import type { RoutingDeps } from "./deps.ts";
import { type KeptTrail, keptTrails } from "./offer-trail.ts";
import { type Move, stepsOf } from "./routing-steps.ts";

/** The last of each; a conversation that is refused for hours has more than anybody reads. */
const mostOffers = 100;
const mostMoves = 200;

/** What moves a conversation, or changes who may be asked. That somebody was asked in vain his offer says. */
const moving = ["opened", "assigned", "transferred", "closed", "reopened"];
const movingNotes: NotedKind[] = [
  "bounced_back",
  "returned",
  "trigger_fired",
  "overflowed",
  "assistant_took",
  "assistant_handed_over",
  "skill_relaxed",
];

async function movesOf(pool: pg.Pool, conversationId: string): Promise<Move[]> {
  const { rows } = await pool.query<Move>(
    `select seq, at, body, json_build_object('kind', author_kind, 'id', author_id, 'name', author_name) as author
     from conversation_events where conversation_id = $1
       and (body->>'kind' = any($2) or (body->>'kind' = 'noted' and body->>'what' = any($3)))
     order by seq desc limit ${mostMoves}`,
    [conversationId, moving, movingNotes],
  );
  return rows.reverse();
}

/** Names of what kept decisions speak of by id. */
async function namesIn(pool: pg.Pool, workspaceId: string, kept: readonly KeptTrail[]) {
  const decisions = kept.flatMap(({ decision }) => decision ?? []);
  const { rows } = await pool.query<{ kind: "person" | "queue" | "group"; id: string; name: string }>(
    `select 'person' as kind, id, name from users where workspace_id = $1 and id = any($2)
     union all select 'person', id, name from users where workspace_id = $1 and id = any($3)
     union all select 'queue', id::text, name from queues where workspace_id = $1 and id = any($4)
     union all select 'group', id::text, name from groups where workspace_id = $1 and id = any($5)`,
    [
      workspaceId,
      decisions.flatMap(({ reasons }) => reasons.flatMap(({ who }) => who)),
      kept.flatMap(({ fromUserId }) => fromUserId || []),
      decisions.map(({ queueId }) => queueId),
      decisions.flatMap(({ groupId }) => groupId ?? []),
    ],
  );
  const of = (wanted: string) =>
    new Map(rows.filter(({ kind }) => kind === wanted).map(({ id, name }) => [id, name]));
  return { people: of("person"), queues: of("queue"), groups: of("group") };
}

type Names = Awaited<ReturnType<typeof namesIn>>;

const ref = (id: string | null, names: ReadonlyMap<string, string>) => {
  const name = id === null ? undefined : names.get(id);
  return name === undefined ? null : { id: id as never, name };
};

/**
 * A decision as somebody may know it. How it stood with the others belongs to those who may ask why something waits in
 * that queue; everybody else learns how many there were, and what was with himself.
 */
function shownDecision(
  actor: Actor,
  { trail, decision }: KeptTrail,
  { people, queues, groups }: Names,
): RoutingDecision | null {
  if (!decision) return null;
  const { queueId, groupId, waitedSeconds, free, chosen, reasons }: KeptDecision = decision;
  const full = can(actor, "conversation.unassigned.view", {
    workspaceId: actor.workspaceId,
    ownerId: null,
    queueId,
  });
  const own = reasons.find(({ who }) => who.includes(actor.id))?.code ?? null;
  return {
    queue: ref(queueId, queues),
    group: ref(groupId, groups),
    waitedSeconds,
    free,
    people: reasons.reduce((sum, { code, people: count }) => sum + (wasFree(code) ? 0 : count), free),
    chosen: full || trail.user.id === actor.id ? chosen : null,
    reasons: reasons.map(({ code, people: count, who }) => ({
      code,
      people: count,
      names: full ? who.flatMap((id) => people.get(id) ?? []) : [],
    })),
    own,
    ownKnown:
      own !== null ||
      trail.user.id === actor.id ||
      reasons.every(({ people: count, who }) => who.length >= count),
  };
}

/** "How was it routed?": each offer with its trail and the decision's reasons, and each move, for whoever may see it. */
export const howRouted =
  ({ pool, see }: Pick<RoutingDeps, "pool" | "see">) =>
  async (actor: Actor, conversationId: string): Promise<HowRouted> => {
    await see(actor, conversationId);
    const [kept, moves] = await Promise.all([
      keptTrails(pool, conversationId, mostOffers),
      movesOf(pool, conversationId),
    ]);
    const names = await namesIn(pool, actor.workspaceId, kept);
    return HowRouted.parse({
      conversationId,
      steps: stepsOf(kept, moves).map((step) =>
        step.kind === "event"
          ? { kind: "event", at: step.at, author: step.move.author, body: step.move.body }
          : {
              kind: "offer",
              at: step.at,
              offer: step.asked.trail,
              from: ref(step.asked.fromUserId, names.people),
              decision: shownDecision(actor, step.asked, names),
            },
      ),
      more: kept.length === mostOffers || moves.length === mostMoves,
    });
  };
