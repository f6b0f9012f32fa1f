import type pg from "pg";
import { createAddressCheck, rangeProblem } from "#server/platform/address-list.ts";
import { roleBookOf } from "#server/platform/permissions/role-books.ts";
import type { SecuritySettings } from "#shared/contract/house.ts";
import { type SecurityRules, securityOf } from "#shared/domain/settings.ts";
import { fail } from "#shared/errors/app-error.ts";
import type { Actor } from "#shared/permissions/can.ts";

type Queryable = Pick<pg.Pool, "query">;

/** The rules of a workspace, and a name for this state of them. `lock`: nobody else may change them meanwhile. */
export async function readRules(db: Queryable, workspaceId: string, lock = false) {
  const { rows } = await db.query<{ security: Partial<SecurityRules>; version: string }>(
    `select security, md5(security::text) as version from workspaces where id = $1 ${lock ? "for update" : ""}`,
    [workspaceId],
  );
  const { security, version } = rows[0] ?? fail("session.required");
  const { allowedAddresses, secondFactorRoles, idleMinutes, sessionHours, minPasswordLength } =
    securityOf(security);
  const rules: SecuritySettings = {
    allowedAddresses: [...allowedAddresses],
    secondFactorRoles: [...secondFactorRoles] as SecuritySettings["secondFactorRoles"],
    idleMinutes,
    sessionHours,
    minPasswordLength,
  };
  return { rules, version };
}

/** Sets the rules, unless they would keep out the one who sets them. Answers what changed; null: nothing. */
export async function changeRules(
  tx: Queryable,
  actor: Actor,
  ip: string,
  { version, rules }: { version: string; rules: SecuritySettings },
): Promise<{ before: object; after: object } | null> {
  const next = await checkedRules(tx, actor, rules);
  const now = await readRules(tx, actor.workspaceId, true);
  if (now.version !== version) fail("record.stale");
  if (!createAddressCheck(next.allowedAddresses)(ip)) fail("security.shuts_you_out", { ip });
  const keys = (Object.keys(next) as (keyof SecuritySettings)[]).filter(
    (key) => JSON.stringify(next[key]) !== JSON.stringify(now.rules[key]),
  );
  if (keys.length === 0) return null;
  await tx.query("update workspaces set security = $2 where id = $1", [
    actor.workspaceId,
    JSON.stringify(next),
  ]);
  const only = (all: SecuritySettings) => Object.fromEntries(keys.map((key) => [key, all[key]]));
  return { before: only(now.rules), after: only(next) };
}

async function checkedRules(tx: Queryable, actor: Actor, rules: SecuritySettings): Promise<SecuritySettings> {
  const fields = rules.allowedAddresses.flatMap((range, index) => {
    const problem = rangeProblem(range);
    return problem ? [{ field: `rules.allowedAddresses.${index}`, problem: `${range} ${problem}` }] : [];
  });
  if (fields.length > 0) fail("request.invalid", {}, fields);
  const book = await roleBookOf(tx as pg.Pool, actor.workspaceId);
  for (const role of rules.secondFactorRoles) if (!book.get(role)) fail("role.not_found", { role });
  return {
    ...rules,
    allowedAddresses: [...new Set(rules.allowedAddresses)],
    secondFactorRoles: [...new Set(rules.secondFactorRoles)],
  };
}
