// npm test: everything, in order. What failed is named right below its step, before the end of what it said, and again
// in the very last lines, because often only the beginning or the end of a log is seen. A step that fails ends the run
// only if the later ones need it: else one run tells everything that is wrong.
import { runStep, stepLine, tail } from "./run-step.mjs";
import { inShort, troubles } from "./troubles.mjs";

const npm = (script, ...args) => [
  "npm",
  "run",
  "--silent",
  script,
  ...(args.length > 0 ? ["--", ...args] : []),
];
const vitest = (project) => [
  "node_modules/.bin/vitest",
  "run",
  "--project",
  project,
  "--reporter=default",
  "--reporter=./tests/last-words.ts",
];

const steps = [
  {
    name: "system packages",
    command: [
      "node",
      "scripts/system-packages.mjs",
      "desktop",
      "display",
      "browser",
      "database",
      "redis",
      "packaging",
      "keyring",
      "phone",
      "relay",
    ],
  },
  { name: "format, types, layers, unit", command: ["node", "scripts/check.mjs"] },
  { name: "nothing dead (knip)", command: npm("knip") },
  { name: "contract reference is fresh", command: npm("docs:contract", "--check") },
  { name: "build", command: npm("build"), needed: true },
  { name: "database launcher, backup, restore", command: vitest("processes") },
  { name: "contract on embedded PostgreSQL 18", command: vitest("contract-embedded18") },
  { name: "contract on PostgreSQL 15", command: vitest("contract-pg15") },
  { name: "role matrix", command: npm("matrix", "--check") },
  { name: "end to end", command: npm("e2e"), minutes: 60 },
  // That the checker catches planted defects is a run of its own (`npm run chaos -- --planted`): it tests the tester.
  { name: "chaos, short profile", command: npm("chaos", "--profile", "short"), minutes: 30 },
  { name: "chaos, races on two servers", command: npm("chaos", "--profile", "races"), minutes: 10 },
  { name: "chaos, agents killed in every state", command: npm("chaos", "--profile", "status"), minutes: 10 },
  { name: "packaged app starts", command: npm("dist", "--smoke"), minutes: 15 },
];

// `npm test -- --from "end to end"` goes on where a run stopped; only a run from the start counts as a pass.
const fromName = process.argv[process.argv.indexOf("--from") + 1];
const first = process.argv.includes("--from") ? steps.findIndex(({ name }) => name === fromName) : 0;
if (first < 0) {
  console.error(`There is no step "${fromName}"; there are: ${steps.map(({ name }) => name).join("; ")}.`);
  process.exit(2);
}

const total = { passed: 0, failed: 0 };
const last = [];
for (const step of steps.slice(first)) {
  const result = await runStep(step);
  total.passed += result.passed;
  total.failed += result.failed;
  console.log(stepLine(result));
  const { failed, flaky } = troubles(result.output);
  if (flaky.length > 0) {
    const words = [`      passed on the second try only, in "${step.name}":`, ...inShort(flaky, 10)];
    console.log(words.join("\n      "));
    last.push(`flaky: ${flaky.map(({ name }) => name).join("; ")}`);
  }
  if (!result.ok) {
    const found = inShort(failed);
    const told = found.length > 0 ? found : [tail(result.output, 15)];
    console.log(told.join("\n"));
    console.log(`\n${tail(result.output, 40)}\n`);
    last.push(`failed in "${step.name}":`, ...told);
    process.exitCode = 1;
    if (step.needed) break;
  }
}
if (last.length > 0) console.log(`${last.join("\n")}\n`);
console.log(`${total.passed} passed, ${total.failed} failed`);
