import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describeContract } from "./describe-contract.ts";

/** `npm run docs:contract` writes docs/contract.md; with `-- --check` it only says whether it is stale. */
const file = join(import.meta.dirname, "../docs/contract.md");
const wanted = describeContract();
const present = await readFile(file, "utf8").catch(() => "");

if (!process.argv.includes("--check")) {
  await writeFile(file, wanted);
  console.log(present === wanted ? "docs/contract.md is as it was." : "docs/contract.md is written.");
} else if (present !== wanted) {
  console.error("docs/contract.md does not match the contract: run `npm run docs:contract` and commit it.");
  process.exit(1);
} else {
  console.log("docs/contract.md matches the contract.");
}
