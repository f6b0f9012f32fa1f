import type pg from "pg";
import { addressCheckOf } from "#server/platform/address-list.ts";
import { type SecurityRules, securityOf } from "#shared/domain/settings.ts";

/** A person as signing in sees him. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly workspaceId: string;
  readonly workspaceName: string;
  readonly blocked: boolean;
  readonly twoFactor: boolean;
  readonly passwordHash: string | null;
  readonly security: SecurityRules;
}

type Row = Omit<Person, "security"> & { security: Partial<SecurityRules> };

/** Reads a person by one of his keys; null: there is none. */
export async function findPerson(
  db: Pick<pg.Pool, "query">,
  by: { readonly email: string } | { readonly id: string },
): Promise<Person | null> {
  const [column, value] = "email" in by ? ["email", by.email.toLowerCase()] : ["id", by.id];
  const { rows } = await db.query<Row>(
    `select u.id, u.name, u.email, u.role, u.workspace_id as "workspaceId", w.name as "workspaceName",
            u.blocked_at is not null as blocked, u.two_factor_enabled as "twoFactor", w.security,
            (select a.password from accounts a where a.user_id = u.id and a.provider_id = 'credential')
              as "passwordHash"
       from users u join workspaces w on w.id = u.workspace_id where u.${column} = $1`,
    [value],
  );
  const [row] = rows;
  return row ? { ...row, security: securityOf(row.security) } : null;
}

/** May this person's workspace be entered from this address? */
export const mayComeFrom = ({ security }: Person, ip: string): boolean =>
  addressCheckOf(security.allowedAddresses)(ip);
