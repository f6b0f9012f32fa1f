import { createBillingFeature } from "#server/features/billing/index.ts";
import { createGroupsFeature } from "#server/features/groups/index.ts";
import { createOwnershipFeature } from "#server/features/ownership/index.ts";
import { createQueueSetupFeature } from "#server/features/queue-setup/index.ts";
import { createRolesFeature } from "#server/features/roles/index.ts";
import { createSettingsFeature } from "#server/features/settings/index.ts";
import { createSkillsFeature } from "#server/features/skills/index.ts";

type SetupDeps = Parameters<typeof createOwnershipFeature>[0] & Parameters<typeof createRolesFeature>[0];

/** What is set up once and looked after: groups, queues, skills, settings, roles, the bill and the Owner's place. */
export const composeSetup = (deps: SetupDeps) => ({
  ...createGroupsFeature(deps).router,
  ...createQueueSetupFeature(deps).router,
  ...createSkillsFeature(deps).router,
  ...createSettingsFeature(deps).router,
  ...createOwnershipFeature(deps).router,
  ...createBillingFeature(deps).router,
  ...createRolesFeature(deps).router,
});
