import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readSecret } from "./secret.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sidetone-secret-"));
});
afterEach(() => rm(folder, { recursive: true }));

describe("the server's secret", () => {
  it("is the given one when there is one", async () => {
    expect(await readSecret("x".repeat(32), folder)).toBe("x".repeat(32));
  });

  it("is made once and found again, readable by its owner alone", async () => {
    const first = await readSecret(null, folder);
    expect(first.length).toBeGreaterThanOrEqual(64);
    expect(await readSecret(null, folder)).toBe(first);
    expect((await stat(join(folder, "secret"))).mode & 0o777).toBe(0o600);
  });

  it("is the same for servers that start at the same moment", async () => {
    const secrets = await Promise.all(Array.from({ length: 8 }, () => readSecret(null, folder)));
    expect(new Set(secrets).size).toBe(1);
  });

  it("stops the start when the kept one is damaged, rather than ending all sessions silently", async () => {
    await writeFile(join(folder, "secret"), "");
    await expect(readSecret(null, folder)).rejects.toThrow("does not hold a secret");
  });
});
