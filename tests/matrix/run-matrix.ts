import { randomBytes } from "node:crypto";
import { createWorkspace } from "#server/features/workspaces/index.ts";
import { createRoleBook } from "#shared/permissions/role-book.ts";
import type { SchemeName } from "#shared/permissions/schemes/index.ts";
import type { TestServer } from "../contract/support/start-test-server.ts";
import { createCall } from "./call.ts";
import { claims } from "./claims/index.ts";
import { createFloor, floorPassword, signIn } from "./floor.ts";
import { type Ground, judgeRow, type Verdict } from "./judge-row.ts";
import type { MatrixRow } from "./read-matrix.ts";

/** Tries every row on a running server, scheme by scheme. */
export async function runMatrix(server: TestServer, rows: readonly MatrixRow[]): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const scheme of new Set(rows.map((row) => row.scheme))) {
    const ground = await groundOf(server, scheme);
    for (const row of rows.filter((one) => one.scheme === scheme)) verdicts.push(await judgeRow(row, ground));
  }
  return verdicts;
}

async function groundOf(server: TestServer, scheme: SchemeName): Promise<Ground> {
  const { pool } = server.server.database;
  return {
    book: createRoleBook(scheme),
    floor: await createFloor(pool, scheme),
    foreign: await createFloor(pool, scheme),
    call: createCall(server.request),
    another: () => createFloor(pool, scheme),
    founded: () => found(server, scheme),
  };
}

async function found({ server, url }: TestServer, scheme: SchemeName) {
  const { db, pool } = server.database;
  const key = `new-${randomBytes(5).toString("hex")}`;
  const ownerEmail = `${key}@floor.example`;
  await createWorkspace(db, url, {
    name: "A new shop",
    key,
    ownerEmail,
    ownerName: "Olga Owner",
    queue: "Questions",
    language: "en",
    sites: [],
    password: floorPassword,
    scheme,
  } as Parameters<typeof createWorkspace>[2]);
  const { rows } = await pool.query<{ id: string }>("select id from users where email = $1", [ownerEmail]);
  return { key, creator: { headers: await signIn(pool, rows[0]?.id ?? "") } };
}

/** Capabilities that are claimed and that no row names: a claim for a row that is not there. */
export function strayClaims(rows: readonly MatrixRow[]): string[] {
  const named = new Set(rows.map(({ scheme, capability }) => `${scheme}: ${capability}`));
  return Object.entries(claims).flatMap(([scheme, some]) =>
    Object.keys(some)
      .map((capability) => `${scheme}: ${capability}`)
      .filter((one) => !named.has(one)),
  );
}
