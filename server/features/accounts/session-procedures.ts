import { eq } from "drizzle-orm";
import type { Db } from "#server/platform/db/open-database.ts";
import { users } from "#server/platform/db/schema/accounts.ts";
import { queueMembers } from "#server/platform/db/schema/queue-members.ts";
import { queues, workspaces } from "#server/platform/db/schema/workspaces.ts";
import { guarded } from "#server/platform/http/guard.ts";
import type { AgentStatus, Me } from "#shared/contract/session.ts";
import { fail } from "#shared/errors/app-error.ts";
import type { Actor } from "#shared/permissions/can.ts";
import type { OwnSession, Sessions } from "./sessions.ts";

export interface SessionDeps {
  readonly db: Db;
  readonly sessions: Sessions;
  /** The status the routing knows; it owns it. */
  statusOf(userId: string): Promise<AgentStatus>;
}

/** Serves `session.*` of the contract. */
export const sessionProcedures = ({ db, sessions, statusOf }: SessionDeps) => ({
  me: guarded.session.me.handler(({ context }) => readMe(db, statusOf, context.user())),
  sessions: guarded.session.sessions.handler(async ({ context }) => {
    const { id, sessionId } = context.user();
    return (await sessions.listOf(id)).map((session) => toInfo(session, sessionId));
  }),
  revoke: guarded.session.revoke.handler(async ({ context, input }) => {
    const ended = await sessions.end(context.user().id, { only: input.sessionId });
    return ended > 0 ? { ended } : fail("request.not_found");
  }),
  revokeOthers: guarded.session.revokeOthers.handler(async ({ context }) => {
    const { id, sessionId } = context.user();
    return { ended: await sessions.end(id, { allBut: sessionId }) };
  }),
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

async function readMe(db: Db, statusOf: SessionDeps["statusOf"], actor: Actor): Promise<Me> {
  const [[row], memberOf, status] = await Promise.all([
    db
      .select({ user: users, workspaceName: workspaces.name })
      .from(users)
      .innerJoin(workspaces, eq(workspaces.id, users.workspaceId))
      .where(eq(users.id, actor.id)),
    db
      .select({ id: queues.id, name: queues.name })
      .from(queueMembers)
      .innerJoin(queues, eq(queues.id, queueMembers.queueId))
      .where(eq(queueMembers.userId, actor.id))
      .orderBy(queues.position, queues.name),
    statusOf(actor.id),
  ]);
  const { user, workspaceName } = row ?? fail("session.required");
  return {
    id: user.id,
    name: user.name,
    email: user.email,
    role: user.role,
    language: user.language,
    timeZone: user.timeZone,
    permissions: { ...actor.grants },
    maxConversations: user.maxConversations,
    workspace: { id: user.workspaceId, name: workspaceName },
    queues: memberOf,
    status,
    serverTime: new Date().toISOString(),
    // Brands are given by the contract's output check, through which every answer goes.
  } as Me;
}
