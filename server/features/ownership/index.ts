import type pg from "pg";
import { RateLimiterMemory } from "rate-limiter-flexible";
import { by } from "#server/platform/activity/by.ts";
import { count } from "#server/platform/count.ts";
import { guarded } from "#server/platform/http/guard.ts";
import { transact } from "#server/platform/news/index.ts";
import { fail } from "#shared/errors/app-error.ts";
import { can } from "#shared/permissions/can.ts";
import type { Passwords } from "../accounts/index.ts";
import { checkPassword } from "./check-password.ts";
import { transferOwnership } from "./transfer-ownership.ts";

export interface OwnershipDeps {
  readonly pool: pg.Pool;
  readonly passwords: Pick<Passwords, "verify">;
  /** From the accounts: what was believed of these people's rights a moment ago is asked anew. */
  forget(userId: string): void;
}

/** Wrong passwords within a quarter of an hour. */
const tries = { points: 5, duration: 15 * 60 };

/** The one place at the top, and how it changes hands. */
export function createOwnershipFeature({ pool, passwords, forget }: OwnershipDeps) {
  const isPasswordOf = checkPassword(pool, passwords);
  const limiter = new RateLimiterMemory(tries);
  return {
    router: {
      ownership: {
        transfer: guarded.ownership.transfer.handler(async ({ context, input: { userId, password } }) => {
          const { actor, entry } = by(context);
          if (!can(actor, "ownership.transfer", { workspaceId: actor.workspaceId }))
            fail("permission.denied");
          // Counted before it is known, so that many tries at once cannot slip through together.
          await count(limiter, actor.id);
          if (!(await isPasswordOf(actor.id, password))) fail("auth.wrong_password", { userId: actor.id });
          await limiter.delete(actor.id);
          await transact(pool, (tx) => transferOwnership(tx, { actor, entry }, userId));
          forget(actor.id);
          forget(userId);
          return { ok: true as const };
        }),
      },
    },
  };
}
