import { readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { findBinaries } from "./binaries.ts";
import { kindOfProcess } from "./processes.ts";
import { chooseRunAs, reachableBy } from "./run-as.ts";
import { startEmbeddedPostgres } from "./start-embedded-postgres.ts";
import { ask, askPatiently, eventually, openDesk } from "./testing/desk.ts";

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const root = process.getuid?.() === 0;
const nobody = { uid: 65534, gid: 65534 };
const nobodyReachesUs = root && reachableBy(nobody, import.meta.dirname);

let desk = openDesk();
afterEach(async () => {
  await desk.clear();
  desk = openDesk();
});

const rows = [{ text: "kept" }];
const write = "create table if not exists note (text text); insert into note values ('kept')";
const read = "select text from note";
/** An orphan that PID 1 has not buried yet is dead all the same. */
const alive = (pid: number) => !["none", "zombie"].includes(kindOfProcess(pid, ""));

async function start(dataDir: string, extra: { transport?: "socket" | "loopback" } = {}) {
  const database = await startEmbeddedPostgres({ dataDir, log: quiet, ...extra });
  desk.remember(database.pid);
  return database;
}

describe("the embedded database", () => {
  it("keeps its data over a stop and a start", async () => {
    const folder = await desk.dataFolder();
    const first = await start(folder);
    await ask(first.url, write);
    await first.stop();
    expect(alive(first.pid)).toBe(false);

    const second = await start(folder);

    expect(second.adopted).toBe(false);
    expect(await ask(second.url, read)).toEqual(rows);
    await second.stop();
  });

  it("commits to disk and takes connections from its owner alone", async () => {
    const database = await start(await desk.dataFolder());

    const shown = await ask<{ name: string; setting: string }>(
      database.url,
      "select name, setting from pg_settings where name in ('fsync','synchronous_commit','full_page_writes','listen_addresses','unix_socket_directories') order by name",
    );

    const setting = Object.fromEntries(shown.map((row) => [row.name, row.setting]));
    expect(setting).toMatchObject({
      fsync: "on",
      synchronous_commit: "on",
      full_page_writes: "on",
      listen_addresses: "",
    });
    expect(statSync(setting.unix_socket_directories ?? "").mode & 0o077).toBe(0);
    const stranger = new URL(database.url);
    stranger.password = "guessed";
    await expect(ask(stranger.href, "select 1")).rejects.toThrow(/password authentication failed/);
    await database.stop();
  });

  it("is adopted at the next start after the server was killed with -9", async () => {
    const folder = await desk.dataFolder();
    const killed = await desk.server(folder);
    await ask(killed.url, write);
    await killed.kill("SIGKILL");

    const next = await start(folder);

    expect(next.adopted).toBe(true);
    expect(next.pid).toBe(killed.pid);
    expect(next.url).toBe(killed.url);
    expect(await ask(next.url, read)).toEqual(rows);
    await next.stop();
    expect(alive(killed.pid)).toBe(false);
  });

  it("comes back under the same address after its postmaster was killed with -9", async () => {
    const database = await start(await desk.dataFolder());
    await ask(database.url, write);

    for (let kill = 1; kill <= 3; kill += 1) {
      const before = database.pid;
      process.kill(before, "SIGKILL");
      await eventually(() => database.pid !== before);
      desk.remember(database.pid);
      expect(await askPatiently(database.url, read)).toEqual(rows);
    }

    await database.stop();
  });

  it("comes back after a kill -9 also where it had been adopted", async () => {
    const folder = await desk.dataFolder();
    const owner = await desk.server(folder);
    await ask(owner.url, write);
    await owner.kill("SIGKILL");
    const database = await start(folder);

    process.kill(database.pid, "SIGKILL");
    await eventually(() => database.pid !== owner.pid);
    desk.remember(database.pid);

    expect(await askPatiently(database.url, read)).toEqual(rows);
    await database.stop();
  });

  it("starts when server and postmaster were both killed with -9", async () => {
    const folder = await desk.dataFolder();
    const killed = await desk.server(folder);
    await ask(killed.url, write);
    await killed.kill("SIGKILL");
    process.kill(killed.pid, "SIGKILL");

    const next = await start(folder);

    expect(next.adopted).toBe(false);
    expect(await ask(next.url, read)).toEqual(rows);
    await next.stop();
  });

  it("starts after a reboot in which another process got the old postmaster's number", async () => {
    const folder = await desk.dataFolder();
    const before = await start(folder);
    await ask(before.url, write);
    await before.stop();
    const lines = [process.pid, join(folder, "pg18/data"), 1, 5432, "/tmp", "", "1 1", "ready"];
    writeFileSync(join(folder, "pg18/data/postmaster.pid"), `${lines.join("\n")}\n`);

    const next = await start(folder);

    expect(next.adopted).toBe(false);
    expect(await ask(next.url, read)).toEqual(rows);
    await next.stop();
  });

  it("is one database for two servers that start at the same moment on a new folder", async () => {
    const folder = await desk.dataFolder();

    const [one, two] = await Promise.all([desk.server(folder), desk.server(folder)]);

    expect(two.pid).toBe(one.pid);
    expect([one.adopted, two.adopted].sort()).toEqual([false, true]);
    expect(readdirSync(folder).filter((name) => name.startsWith(".making-"))).toEqual([]);
  });

  it("stays for the second server when the first one stops, and ends with the last", async () => {
    const folder = await desk.dataFolder();
    const first = await desk.server(folder);
    const second = await start(folder);
    await ask(first.url, write);

    await first.kill("SIGTERM");

    expect(second.adopted).toBe(true);
    expect(await ask(second.url, read)).toEqual(rows);
    await second.stop();
    expect(alive(second.pid)).toBe(false);
  });

  it("listens on a loopback port where there are no unix sockets, and keeps the port over a crash", async () => {
    const database = await start(await desk.dataFolder(), { transport: "loopback" });
    const before = database.pid;
    await ask(database.url, write);

    process.kill(before, "SIGKILL");
    await eventually(() => database.pid !== before);
    desk.remember(database.pid);

    expect(new URL(database.url).hostname).toBe("127.0.0.1");
    expect(Number(new URL(database.url).port)).toBeLessThan(32_768);
    expect(await askPatiently(database.url, read)).toEqual(rows);
    await database.stop();
  });

  it("says in one sentence what hinders it", async () => {
    const folder = await desk.dataFolder();
    writeFileSync(join(folder, "a-file"), "");
    await expect(start(join(folder, "a-file"))).rejects.toThrow(
      /data folder .* cannot be made: choose another DATA_DIR/,
    );

    const database = await start(folder);
    await database.stop();
    rmSync(join(folder, "pg18/data/global/pg_control"));
    await expect(start(folder)).rejects.toThrow(/does not start: .*pg_control/);
  });
});

describe.skipIf(!root)(
  "the embedded database, started by root (skipped: these tests do not run as root)",
  () => {
    it("runs as nobody where nobody can reach the folder", async () => {
      const folder = await desk.dataFolder();
      const { chmod } = await import("node:fs/promises");
      await chmod(folder, 0o755);

      const database = await start(folder);

      expect(chooseRunAs(await findBinaries(), folder).kind).toBe(
        nobodyReachesUs ? "nobody" : "user-namespace",
      );
      expect(statSync(`/proc/${database.pid}`).uid).toBe(nobodyReachesUs ? nobody.uid : 0);
      await database.stop();
    });

    it("runs in a user namespace in a folder that only root can enter, also after it ran as nobody elsewhere", async () => {
      const open = await desk.dataFolder();
      const { chmod } = await import("node:fs/promises");
      await chmod(open, 0o755);
      const before = await start(open);
      await ask(before.url, write);
      await before.stop();

      await chmod(open, 0o700);
      const database = await start(open);

      expect(chooseRunAs(await findBinaries(), open).kind).toBe("user-namespace");
      expect(statSync(join(open, "pg18/data")).uid).toBe(0);
      expect(await ask(database.url, read)).toEqual(rows);
      await database.stop();
    });

    it("serves data that lies in root's home", async () => {
      const database = await start(await desk.dataFolder({ under: "/root" }));
      expect(await ask(database.url, "select 1 as one")).toEqual([{ one: 1 }]);
      await database.stop();
    });
  },
);

describe.skipIf(root && !nobodyReachesUs)(
  "the embedded database, started by an ordinary user (skipped: root's folder)",
  () => {
    it("runs as that user, is adopted after a kill -9 and comes back after another", async () => {
      const identity = root ? nobody : {};
      const folder = await desk.dataFolder(root ? { uid: nobody.uid } : {});
      const killed = await desk.server(folder, identity);
      await ask(killed.url, write);
      await killed.kill("SIGKILL");

      const next = await desk.server(folder, identity);
      expect(next).toMatchObject({ adopted: true, pid: killed.pid });
      process.kill(next.pid, "SIGKILL");

      expect(await askPatiently(next.url, read)).toEqual(rows);
      expect(statSync(join(folder, "pg18/data")).uid).toBe(root ? nobody.uid : process.getuid?.());
      await next.kill("SIGTERM");
      await expect(ask(next.url, read)).rejects.toThrow();
    });
  },
);
