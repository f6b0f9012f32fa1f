import { uuidv7 } from "uuidv7";
import type { By } from "#server/platform/activity/by.ts";
import { recordActivity } from "#server/platform/activity/record-activity.ts";
import { refuseTakenName } from "#server/platform/db/refuse-taken-name.ts";
import type { Work } from "#server/platform/news/index.ts";
import type { Skill } from "#shared/contract/groups.ts";
import { fail } from "#shared/errors/app-error.ts";
import { type Actor, can } from "#shared/permissions/can.ts";
import type { Permission } from "#shared/permissions/catalogue.ts";
import { queuesThatUse } from "../queue-setup/index.ts";

type Queryable = Pick<Work, "query">;

const columns = `s.id, s.version, s.name, (select count(*)::int from user_skills h where h.skill_id = s.id) as holders`;
/** Names of holders that a refusal tells; the rest is counted. */
const mostNamed = 20;

/** A workspace's skills belong to nobody: a limited scope reaches none of them. */
const reachesSkills = (actor: Actor, permission: Permission, holders = 0): boolean =>
  can(actor, permission, { workspaceId: actor.workspaceId, holds: holders === 0 ? ["unused"] : [] });

/** Every skill with the number of people who hold it, by name. */
export async function listSkills(db: Queryable, actor: Actor): Promise<Skill[]> {
  if (!reachesSkills(actor, "skills.view")) return [];
  const { rows } = await db.query<Skill>(
    `select ${columns} from skills s where s.workspace_id = $1 order by s.name`,
    [actor.workspaceId],
  );
  return rows;
}

export async function createSkill(tx: Work, { actor, entry }: By, name: string): Promise<Skill> {
  const { workspaceId } = actor;
  if (!reachesSkills(actor, "skills.manage")) fail("permission.denied", { workspaceId });
  const id = uuidv7();
  await refuseTakenName(tx, "skills", { id: id, workspaceId: workspaceId, name: name });
  await tx.query("insert into skills (id, workspace_id, name) values ($1, $2, $3)", [id, workspaceId, name]);
  await recordActivity(tx, {
    workspaceId,
    actor: entry,
    action: "skill.created",
    target: { kind: "skill", id, name },
    after: { name },
  });
  return findSkill(tx, workspaceId, id);
}

export async function renameSkill(
  tx: Work,
  { actor, entry }: By,
  { skillId, version, name }: { readonly skillId: string; readonly version: number; readonly name: string },
): Promise<Skill> {
  const before = await holdSkill(tx, actor, skillId);
  if (before.version !== version) fail("record.stale", { skillId, version });
  await refuseTakenName(tx, "skills", { id: skillId, workspaceId: actor.workspaceId, name: name });
  await tx.query("update skills set name = $2, version = version + 1 where id = $1", [skillId, name]);
  if (name !== before.name)
    await recordActivity(tx, {
      workspaceId: actor.workspaceId,
      actor: entry,
      action: "skill.renamed",
      target: { kind: "skill", id: skillId, name },
      before: { name: before.name },
      after: { name },
    });
  return findSkill(tx, actor.workspaceId, skillId);
}

/** Deletes a skill that nobody holds and no queue asks for; for no role otherwise (role-decisions 21). */
export async function removeSkill(tx: Work, { actor, entry }: By, skillId: string): Promise<void> {
  const before = await holdSkill(tx, actor, skillId);
  const { rows } = await tx.query<{ name: string }>(
    "select u.name from user_skills h join users u on u.id = h.user_id where h.skill_id = $1 order by u.name, u.id",
    [skillId],
  );
  if (rows.length > 0) {
    const named = rows.slice(0, mostNamed).map(({ name }) => name);
    const more = rows.length - named.length;
    fail(
      "skill.in_use",
      { skillId },
      [...named, ...(more > 0 ? [`and ${more} more`] : [])].map((problem) => ({ field: "holders", problem })),
    );
  }
  const queues = await queuesThatUse(tx, actor.workspaceId, { skillId });
  if (queues.length > 0)
    fail(
      "skill.asked_for",
      { skillId },
      queues.map(({ name }) => ({ field: "queues", problem: name })),
    );
  await tx.query("delete from skills where id = $1", [skillId]);
  await recordActivity(tx, {
    workspaceId: actor.workspaceId,
    actor: entry,
    action: "skill.deleted",
    target: { kind: "skill", id: skillId, name: before.name },
    before: { name: before.name },
  });
}

async function findSkill(db: Queryable, workspaceId: string, skillId: string): Promise<Skill> {
  const { rows } = await db.query<Skill>(
    `select ${columns} from skills s where s.id = $1 and s.workspace_id = $2`,
    [skillId, workspaceId],
  );
  return rows[0] ?? fail("skill.not_found", { skillId });
}

/** Held until the end of the transaction: nobody can be given the skill while it is being deleted. */
async function holdSkill(tx: Work, actor: Actor, skillId: string): Promise<Skill> {
  await tx.query("select 1 from skills where id = $1 and workspace_id = $2 for update", [
    skillId,
    actor.workspaceId,
  ]);
  const skill = await findSkill(tx, actor.workspaceId, skillId);
  if (!reachesSkills(actor, "skills.manage", skill.holders)) fail("permission.denied", { skillId });
  return skill;
}
