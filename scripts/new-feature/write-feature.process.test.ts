import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { featureNames } from "./names.ts";
import { writeFeature } from "./write-feature.ts";

const root = join(import.meta.dirname, "../..");
const cache = join(root, ".cache");

describe("a generated feature", () => {
  let folder: string;
  beforeEach(() => {
    mkdirSync(cache, { recursive: true });
    folder = mkdtempSync(join(cache, "new-feature-"));
    for (const name of ["node_modules", "shared", "tsconfig.json", ".dependency-cruiser.mjs"]) {
      symlinkSync(join(root, name), join(folder, name));
    }
    copyFileSync(join(root, "package.json"), join(folder, "package.json"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const run = (program: string, ...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(join(root, "node_modules/.bin", program), args, {
      cwd: folder,
      env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0" },
      encoding: "utf8",
    });
    return { status, output: `${stdout}${stderr}` };
  };

  it("has types, layers, format and tests in order from its first minute", () => {
    const files = writeFeature(folder, "call-notes");
    const config = {
      extends: "./tsconfig.json",
      compilerOptions: { incremental: false },
      include: ["server", "renderer"],
    };
    writeFileSync(join(folder, "tsconfig.check.json"), JSON.stringify(config));
    writeFileSync(join(folder, "vitest.config.ts"), "export default {};\n");
    const biome = JSON.parse(readFileSync(join(root, "biome.json"), "utf8"));
    delete biome.vcs;
    delete biome.files;
    writeFileSync(join(folder, "biome.json"), JSON.stringify({ ...biome, root: true }));

    expect(run("tsc", "-p", "tsconfig.check.json")).toEqual({ status: 0, output: "" });
    expect(run("depcruise", "--config", ".dependency-cruiser.mjs", "server", "renderer").output).toContain(
      "no dependency violations",
    );
    run("biome", "check", "--write", ...files);
    expect(run("biome", "check", "--error-on-warnings", ...files)).toMatchObject({ status: 0 });
    const tests = run("vitest", "run", "call-note");
    expect(tests.output).toMatch(/Tests +5 passed/);
    expect(tests.status).toBe(0);
  });

  it("never overwrites one that is there", () => {
    writeFeature(folder, "call-notes");
    expect(() => writeFeature(folder, "call-notes")).toThrow(/EEXIST/);
  });

  it("is named by a plural noun in kebab-case", () => {
    expect(featureNames("categories")).toMatchObject({
      one: "category",
      Many: "Categories",
      oneCamel: "category",
    });
    expect(featureNames("call-notes")).toMatchObject({
      one: "call-note",
      One: "CallNote",
      manyCamel: "callNotes",
    });
    for (const wrong of ["", "CallNotes", "call_notes", "note", "../notes", "notes/x"]) {
      expect(() => writeFeature(folder, wrong)).toThrow(/plural noun in kebab-case/);
    }
  });
});
