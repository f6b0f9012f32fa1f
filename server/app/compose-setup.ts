import type pg from "pg";
import type { AccountsFeature } from "#server/features/accounts/index.ts";
import { createBillingFeature } from "#server/features/billing/index.ts";
import { createDispositionsFeature } from "#server/features/dispositions/index.ts";
import { createGroupsFeature } from "#server/features/groups/index.ts";
import { createOwnershipFeature } from "#server/features/ownership/index.ts";
import { createQueueSetupFeature } from "#server/features/queue-setup/index.ts";
import { createRolesFeature, type RolesDeps } from "#server/features/roles/index.ts";
import { createSettingsFeature } from "#server/features/settings/index.ts";
import { createSkillsFeature } from "#server/features/skills/index.ts";
import { createTagsFeature } from "#server/features/tags/index.ts";
import { createTopicsFeature } from "#server/features/topics/index.ts";

interface SetupParts {
  readonly pool: pg.Pool;
  readonly accounts: Pick<AccountsFeature, "sessions" | "passwords">;
  readonly live: Pick<RolesDeps, "news" | "wakeRouter">;
}

/** What is set up once and looked after: groups, queues, skills, settings, roles, the bill and the Owner's place. */
export function composeSetup({
  pool,
  accounts: { sessions, passwords },
  live: { news, wakeRouter },
}: SetupParts) {
  const { forget } = sessions;
  return {
    ...createGroupsFeature({ pool }).router,
    ...createQueueSetupFeature({ pool }).router,
    ...createSkillsFeature({ pool }).router,
    ...createDispositionsFeature({ pool }).router,
    ...createTagsFeature({ pool, news }).router,
    ...createTopicsFeature({ pool }).router,
    ...createSettingsFeature({ pool }).router,
    ...createOwnershipFeature({ pool, passwords, forget }).router,
    ...createBillingFeature({ pool }).router,
    ...createRolesFeature({ pool, news, wakeRouter, forget }).router,
  };
}
