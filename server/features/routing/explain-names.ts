import type pg from "pg";
import {
  type Condition,
  type ConditionCode,
  type ConditionData,
  mendOf,
  type OrderCode,
} from "#shared/domain/routing/index.ts";

/** Names of what conditions speak of by id. */
export interface Names {
  readonly skills: ReadonlyMap<string, string>;
  readonly groups: ReadonlyMap<string, string>;
}

/** The names of a workspace's skills and groups. */
export async function namesOf(db: Pick<pg.Pool, "query">, workspaceId: string): Promise<Names> {
  const { rows } = await db.query<{ kind: "skill" | "group"; id: string; name: string }>(
    `select 'skill' as kind, id, name from skills where workspace_id = $1
     union all select 'group', id, name from groups where workspace_id = $1`,
    [workspaceId],
  );
  const of = (wanted: "skill" | "group") =>
    new Map(rows.filter(({ kind }) => kind === wanted).map(({ id, name }) => [id, name]));
  return { skills: of("skill"), groups: of("group") };
}

const named = (data: ConditionData, { skills, groups }: Names): ConditionData => ({
  ...data,
  ...("skillId" in data && { skill: skills.get(String(data.skillId)) ?? "" }),
  ...("groupId" in data && { group: groups.get(String(data.groupId)) ?? "" }),
});

/** A condition as it is shown: with the button that mends it, and with names. */
export const shownCondition = ({ code, met, data }: Condition, names: Names) => ({
  code,
  met,
  mend: mendOf(code),
  data: named(data, names),
});

/** A reason as it is shown. */
export const shownReason = (
  { code, data }: { readonly code: ConditionCode | OrderCode; readonly data: ConditionData },
  names: Names,
) => ({ code, data: named(data, names) });
