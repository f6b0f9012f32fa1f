import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { errorCatalogue } from "../shared/errors/catalogue.ts";
import { permissions } from "../shared/permissions/catalogue.ts";
import { describeContract, procedures } from "./describe-contract.ts";

describe("the reference of the contract", () => {
  it("is the committed docs/contract.md; if not, run `npm run docs:contract`", async () => {
    expect(await readFile(join(import.meta.dirname, "../docs/contract.md"), "utf8")).toBe(describeContract());
  });

  it("leaves out no procedure, permission or error", () => {
    const text = describeContract();
    for (const { name } of procedures()) expect(text).toContain(`### ${name}\n`);
    for (const name of [...Object.keys(permissions), ...Object.keys(errorCatalogue)])
      expect(text).toContain(`\`${name}\``);
  });
});
