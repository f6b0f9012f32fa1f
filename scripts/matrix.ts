// npm run matrix: tries every row of the acceptance matrix of roles on a real server, and writes docs/roles.md.
// The last line on stdout is JSON. `-- --check` writes nothing, and fails when docs/roles.md is stale.
// `-- --only K-T00` tries the rows whose ids begin so, and leaves the page as it is.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startEmbeddedPostgres } from "#server/platform/db/embedded/index.ts";
import { startTestServer } from "../tests/contract/support/start-test-server.ts";
import { describeRoles } from "../tests/matrix/describe-roles.ts";
import type { Verdict } from "../tests/matrix/judge-row.ts";
import { type MatrixRow, readMatrix } from "../tests/matrix/read-matrix.ts";
import { runMatrix, strayClaims } from "../tests/matrix/run-matrix.ts";

const page = join(import.meta.dirname, "../docs/roles.md");
const { values } = parseArgs({
  options: { check: { type: "boolean", default: false }, only: { type: "string", default: "" } },
});

/** A PostgreSQL and a server of their own, for as long as `work` takes. */
async function onServer(rows: readonly MatrixRow[]): Promise<Verdict[]> {
  const dataDir = await mkdtemp(join(tmpdir(), "sidetone-matrix-"));
  const quiet = { info: () => undefined, warn: () => undefined, error: console.error };
  const database = await startEmbeddedPostgres({ dataDir, log: quiet });
  process.env.TEST_ADMIN_URL = database.url;
  try {
    const server = await startTestServer({ env: { LIMIT_SCALE: "1000", LOG_LEVEL: "error" } });
    try {
      return await runMatrix(server, rows);
    } finally {
      for (const line of server.logLines) console.error(line.trimEnd());
      await server.stop();
    }
  } finally {
    await database.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

const all = readMatrix();
const rows = all.filter(({ id }) => id.startsWith(values.only));
const verdicts = await onServer(rows);
const stray = strayClaims(all);
const count = (outcome: Verdict["outcome"]) => verdicts.filter((one) => one.outcome === outcome).length;

for (const { row, problems } of verdicts.filter((one) => one.outcome === "failing")) {
  console.error(`${row.id} ${row.scheme} ${row.role}: ${row.capability} (${row.decision})`);
  for (const problem of problems.slice(0, 8)) console.error(`    ${problem}`);
  if (problems.length > 8) console.error(`    and ${problems.length - 8} more`);
}
for (const one of stray) console.error(`no row names the claim ${one}`);

let stale = false;
if (values.only === "" && verdicts.length === rows.length) {
  const wanted = describeRoles(verdicts);
  const present = await readFile(page, "utf8").catch(() => "");
  stale = values.check && wanted !== present;
  if (stale) console.error("docs/roles.md does not match: run `npm run matrix` and commit it.");
  if (!values.check && wanted !== present) await writeFile(page, wanted);
}
console.log(
  JSON.stringify({
    rows: verdicts.length,
    enforced: count("enforced"),
    waiting: count("waiting"),
    failing: count("failing") + stray.length,
    cells: verdicts.reduce((sum, one) => sum + one.cells, 0),
  }),
);
// Connections that are kept alive would hold the process for a while.
process.exit(count("failing") + stray.length > 0 || stale ? 1 : 0);
