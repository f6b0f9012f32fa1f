import { lstat, mkdir, mkdtemp, readdir, readlink, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findBinaries, mendSymlinks } from "./binaries.ts";
import { parsePostmasterFile, removePostmasterFile } from "./postmaster-file.ts";

describe("finding the embedded PostgreSQL", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "sidetone-binaries-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("mends the links that a skipped install script left out, once", async () => {
    await mkdir(join(folder, "native/lib"), { recursive: true });
    await writeFile(join(folder, "native/lib/libpq.so.5.18"), "");
    const links = [{ source: "native/lib/libpq.so.5.18", target: "native/lib/libpq.so.5" }];
    await writeFile(join(folder, "native/pg-symlinks.json"), JSON.stringify(links));

    expect(await mendSymlinks(folder)).toBe(1);
    expect(await mendSymlinks(folder)).toBe(0);

    expect((await lstat(join(folder, "native/lib/libpq.so.5"))).isSymbolicLink()).toBe(true);
    expect(await readlink(join(folder, "native/lib/libpq.so.5"))).toBe("libpq.so.5.18");
  });

  it("tells the owner of an unsupported machine to set DATABASE_URL", async () => {
    await expect(findBinaries("sunos-sparc")).rejects.toThrow(
      "There is no embedded PostgreSQL for sunos-sparc: set DATABASE_URL to a PostgreSQL of version 15 or newer instead.",
    );
  });

  it("tells what to do when the package of this machine was not installed", async () => {
    const missing = process.platform === "darwin" ? "linux-x64" : "darwin-x64";
    await expect(findBinaries(missing)).rejects.toThrow(
      /is not installed: run npm ci without --omit=optional/,
    );
  });
});

describe("reading what a postmaster wrote about itself", () => {
  it("finds number, port, socket folder and readiness", () => {
    const text = "77\n/data\n1790000000\n5432\n/tmp/s\n\n  123  4\nready   \n";
    expect(parsePostmasterFile(text)).toEqual({ pid: 77, port: 5432, socketDir: "/tmp/s", ready: true });
  });

  it("takes a dead one's file away, and leaves that of one who came meanwhile", async () => {
    const folder = await mkdtemp(join(tmpdir(), "sidetone-postmaster-"));
    const file = join(folder, "postmaster.pid");
    await writeFile(file, "88\n/data\n");

    await removePostmasterFile(folder, 77);
    expect(await readdir(folder)).toEqual(["postmaster.pid"]);

    await removePostmasterFile(folder, 88);
    await removePostmasterFile(folder, 88);
    expect(await readdir(folder)).toEqual([]);
    await rm(folder, { recursive: true });
  });

  it("does not take a half-written file for a ready one", () => {
    expect(parsePostmasterFile("77\n/data\n")).toEqual({ pid: 77, port: 0, socketDir: "", ready: false });
  });
});
