import { randomBytes } from "node:crypto";
import type { Tx } from "#server/platform/db/open-database.ts";
import { queueMembers } from "#server/platform/db/schema/queue-members.ts";
import { queues, workspaces } from "#server/platform/db/schema/workspaces.ts";
import { schemes } from "#shared/permissions/schemes/index.ts";
import type { NewUser } from "../accounts/index.ts";
import { addFirstDispositions } from "../dispositions/index.ts";
import { makeGroup } from "./fill-organisation.ts";
import { demoPassword } from "./people.ts";
import type { SchemeHouse } from "./scheme-houses.ts";

/** Makes the workspace of a scheme: its people, one queue that all who may answer are in, one group. */
export async function makeSchemeHouse(
  tx: Tx,
  createUser: (tx: Tx, user: NewUser) => Promise<string>,
  house: SchemeHouse,
): Promise<void> {
  const { key, name, scheme } = house;
  const identitySecret = randomBytes(32).toString("base64url");
  const [workspace] = await tx
    .insert(workspaces)
    .values({ key, name, scheme, identitySecret, isDemo: true })
    .returning({ id: workspaces.id });
  const workspaceId = workspace?.id ?? "";
  await addFirstDispositions(tx, workspaceId);
  const [queue] = await tx
    .insert(queues)
    .values({ workspaceId, name: house.queue })
    .returning({ id: queues.id });
  const queueId = queue?.id ?? "";
  const leaders: string[] = [];
  const members: string[] = [];
  for (const { key: role, grants } of schemes[scheme].roles) {
    const userId = await createUser(tx, {
      workspaceId,
      role,
      name: house.people[role] ?? role,
      email: `${role}@${house.domain}`,
      password: demoPassword,
    });
    if (role === house.leader) leaders.push(userId);
    if (grants["conversation.receive"]) {
      await tx.insert(queueMembers).values({ queueId, userId });
      if (role !== house.leader) members.push(userId);
    }
  }
  await makeGroup(tx, { workspaceId, name: house.group, leaders, members });
}
