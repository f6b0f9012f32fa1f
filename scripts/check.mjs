// npm run check: format and lint, types, layers, unit tests, side by side. `npm run check -- types` runs one part.
import { existsSync } from "node:fs";
import { runStep, stepLine, tail } from "./run-step.mjs";

const bin = (name) => `node_modules/.bin/${name}`;
const folders = [
  "shared",
  "server",
  "renderer",
  "widget",
  "electron",
  "tests",
  "e2e",
  "bench",
  "chaos",
  "scripts",
];

const parts = {
  format: [bin("biome"), "check", "--error-on-warnings", "--max-diagnostics=50", "."],
  types: [bin("tsc"), "-p", ".", "--pretty", "false"],
  layers: [
    bin("depcruise"),
    "--config",
    ".dependency-cruiser.mjs",
    ...folders.filter((name) => existsSync(name)),
  ],
  unit: [bin("vitest"), "run", "--project", "unit", "--reporter=dot"],
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in parts));
if (unknown.length > 0) {
  console.error(`There is no part "${unknown[0]}"; there are: ${Object.keys(parts).join(", ")}.`);
  process.exit(2);
}
const names = wanted.length > 0 ? wanted : Object.keys(parts);

const results = await Promise.all(
  names.map(async (name) => {
    const result = await runStep({ name, command: parts[name], minutes: 5 });
    if (!result.ok) console.log(`\n${tail(result.output, 120)}\n`);
    console.log(stepLine(result));
    return result;
  }),
);
const sum = (key) => results.reduce((all, result) => all + result[key], 0);
console.log(`${sum("passed")} passed, ${sum("failed")} failed`);
process.exitCode = results.every(({ ok }) => ok) ? 0 : 1;
