import type { FastifyInstance } from "fastify";
import type pg from "pg";
import type { AccountsFeature } from "#server/features/accounts/index.ts";
import { createInvitationsFeature } from "#server/features/invitations/index.ts";
import { createProfileFeature } from "#server/features/profile/index.ts";
import { createUsersFeature, type UsersDeps } from "#server/features/users/index.ts";
import type { CallOf } from "#server/platform/http/call-factory.ts";

interface PeopleParts {
  readonly pool: pg.Pool;
  readonly publicUrl: string;
  readonly accounts: Pick<AccountsFeature, "sessions" | "mailbox" | "passwords" | "createUser">;
  readonly live: Pick<UsersDeps, "news" | "wakeRouter">;
}

/** What is about people: others, those to come, and oneself. */
export function composePeople({ pool, publicUrl, accounts, live }: PeopleParts) {
  const { sessions, mailbox, passwords, createUser } = accounts;
  const { news, wakeRouter } = live;
  const deps = { pool, news, sessions, mailbox, wakeRouter };
  const users = createUsersFeature(deps);
  return {
    router: {
      ...users.router,
      ...createInvitationsFeature({ pool, publicUrl, mailbox, createUser }).router,
      ...createProfileFeature({ ...deps, publicUrl, passwords }).router,
    },
    serve: (app: FastifyInstance, callOf: CallOf) => users.serve(app, callOf),
  };
}
