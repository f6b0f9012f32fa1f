import { and, eq, isNull } from "drizzle-orm";
import type pg from "pg";
import { activityActor } from "#server/platform/activity/activity-actor.ts";
import { recordActivity } from "#server/platform/activity/record-activity.ts";
import type { Db } from "#server/platform/db/open-database.ts";
import { users } from "#server/platform/db/schema/accounts.ts";
import { assistants } from "#server/platform/db/schema/automation.ts";
import { userPhotos } from "#server/platform/db/schema/people.ts";
import { queueMembers } from "#server/platform/db/schema/queue-members.ts";
import { queues, workspaces } from "#server/platform/db/schema/workspaces.ts";
import { guarded } from "#server/platform/http/guard.ts";
import type { RequestContext } from "#server/platform/http/request-context.ts";
import { transact } from "#server/platform/news/index.ts";
import { roleBookOf } from "#server/platform/permissions/role-books.ts";
import { roleName } from "#server/platform/permissions/role-name.ts";
import type { Me } from "#shared/contract/session.ts";
import type { AgentStatus } from "#shared/contract/statuses.ts";
import { settingsOf } from "#shared/domain/settings.ts";
import { fail } from "#shared/errors/app-error.ts";
import type { Actor } from "#shared/permissions/can.ts";
import type { OwnSession } from "./session-rows.ts";
import type { Sessions } from "./sessions.ts";

export interface SessionDeps {
  readonly db: Db;
  readonly pool: pg.Pool;
  readonly sessions: Sessions;
  /** From the status feature. */
  statusOf(userId: string): Promise<AgentStatus>;
}

/** Serves `session.*` of the contract. */
export function sessionProcedures(deps: SessionDeps) {
  const { sessions, pool } = deps;
  return {
    me: guarded.session.me.handler(({ context }) => readMe(deps, context.user())),
    sessions: guarded.session.sessions.handler(async ({ context }) => {
      const { id, sessionId } = context.user();
      return (await sessions.listOf(id)).map((session) => toInfo(session, sessionId));
    }),
    revoke: guarded.session.revoke.handler(async ({ context, input }) => {
      const ended = await sessions.end(context.user().id, { only: input.sessionId });
      if (ended === 0) fail("request.not_found");
      await noteEnded(pool, context, ended);
      return { ended };
    }),
    revokeOthers: guarded.session.revokeOthers.handler(async ({ context }) => {
      const { id, sessionId } = context.user();
      const ended = await sessions.end(id, { allBut: sessionId });
      if (ended > 0) await noteEnded(pool, context, ended);
      return { ended };
    }),
  };
}

const noteEnded = (pool: pg.Pool, context: RequestContext, sessions: number) =>
  transact(pool, (tx) => {
    const { id, name, workspaceId } = context.user();
    return recordActivity(tx, {
      workspaceId,
      actor: activityActor(context),
      action: "session.revoked",
      target: { kind: "user", id, name },
      after: { sessions },
    });
  });

const toInfo = (session: OwnSession, current: string) => ({
  id: session.id,
  createdAt: session.createdAt.toISOString(),
  lastSeenAt: session.lastSeenAt.toISOString(),
  expiresAt: session.expiresAt.toISOString(),
  ipAddress: session.ipAddress,
  userAgent: session.userAgent,
  current: session.id === current,
});

async function readMe({ db, pool, statusOf }: SessionDeps, actor: Actor): Promise<Me> {
  const [[row], memberOf, status, bots] = await Promise.all([
    db
      .select({ user: users, workspace: workspaces, photo: userPhotos.etag })
      .from(users)
      .innerJoin(workspaces, eq(workspaces.id, users.workspaceId))
      .leftJoin(userPhotos, eq(userPhotos.userId, users.id))
      .where(eq(users.id, actor.id)),
    db
      .select({ id: queues.id, name: queues.name })
      .from(queueMembers)
      .innerJoin(queues, eq(queues.id, queueMembers.queueId))
      .where(eq(queueMembers.userId, actor.id))
      .orderBy(queues.position, queues.name),
    statusOf(actor.id),
    db
      .select({ id: assistants.id, name: assistants.name, link: assistants.link })
      .from(assistants)
      .where(and(eq(assistants.workspaceId, actor.workspaceId), isNull(assistants.archivedAt)))
      .orderBy(assistants.position, assistants.createdAt, assistants.id),
  ]);
  const { user, workspace, photo } = row ?? fail("session.required");
  const book = await roleBookOf(pool, workspace.id);
  const { assistants: outside, routing } = settingsOf(workspace.settings);
  return {
    id: user.id,
    name: user.name,
    email: user.email,
    role: roleName(book, actor.role),
    language: user.language,
    timeZone: user.timeZone,
    photo,
    grants: { ...actor.grants },
    landing: [...(book.get(actor.role)?.landing ?? [])],
    maxConversations: user.maxConversations ?? routing.most.chat,
    workspace: {
      id: workspace.id,
      name: workspace.name,
      scheme: workspace.scheme,
      // Links are for those whose role shows them.
      agentbotUrl: actor.grants["agentbot.open"] ? outside.agentbotUrl : "",
      assistants: actor.grants["assistants.choose"] ? bots : [],
    },
    queues: memberOf,
    assignedQueueIds: [...actor.assignedQueueIds],
    ledGroupIds: [...actor.ledGroupIds],
    viewedBy: actor.viewedBy ? roleName(book, actor.viewedBy.key) : null,
    needsSecondFactor: actor.needsSecondFactor,
    status,
    serverTime: new Date().toISOString(),
    // Brands are given by the contract's output check, through which every answer goes.
  } as Me;
}
