// npm run new:feature call-notes: writes the server's and the renderer's slice of a feature, each with a test and a door.
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { writeFeature } from "./new-feature/write-feature.ts";

const root = join(import.meta.dirname, "..");
const [name = ""] = process.argv.slice(2);
try {
  const files = writeFeature(root, name);
  execFileSync(join(root, "node_modules/.bin/biome"), ["check", "--write", ...files], {
    cwd: root,
    stdio: "ignore",
  });
  console.log(`${files.join("\n")}\n`);
  console.log(
    "Next: declare the procedure in shared/contract/, its permission in shared/permissions/catalogue.ts, and",
  );
  console.log(
    "its errors in shared/errors/catalogue.ts; then wire the doors in server/app/ and renderer/app/.",
  );
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
