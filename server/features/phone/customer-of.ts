import { randomUUID } from "node:crypto";
import type { Work } from "#server/platform/news/index.ts";
import { writtenNumber } from "#shared/domain/phone/written-number.ts";

/** Whom a number belongs to. */
export interface Caller {
  readonly id: string;
  readonly name: string;
}

/**
 * The customer with this number, or a new one. Who hides his number is a new one each time. `name`: as his network calls
 * him, which is worth less than how he is known.
 */
export async function customerOf(
  tx: Work,
  workspaceId: string,
  { number, name }: { readonly number: string; readonly name: string },
): Promise<Caller> {
  if (number !== "") {
    // Of two calls with a new number the second waits to find what the first has made.
    await tx.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [
      `phone ${workspaceId} ${number}`,
    ]);
    const { rows } = await tx.query<Caller>(
      `select id, name from customers where workspace_id = $1 and regexp_replace(phone, '[^0-9+]', '', 'g') = $2
       order by created_at limit 1`,
      [workspaceId, number],
    );
    if (rows[0]) return rows[0];
  }
  const made = {
    id: randomUUID(),
    name: name.trim().slice(0, 120) || writtenNumber(number) || "Hidden number",
  };
  await tx.query(
    "insert into customers (id, workspace_id, name, phone) values ($1, $2, $3, nullif($4, ''))",
    [made.id, workspaceId, made.name, number],
  );
  return made;
}
