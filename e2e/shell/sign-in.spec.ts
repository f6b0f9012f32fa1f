import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { REFRESH_TOKEN } from "./fake-server.ts";
import { expect, heard, test } from "./fixtures.ts";

const right = { email: "ada@shop.example", password: "right" };

test.describe("signing in at the desktop", () => {
  test("the page learns that it worked and never sees a token", async ({ page, server, userData }) => {
    expect(await page.evaluate(() => window.desktop?.call("auth.state"))).toEqual({
      signedIn: false,
      persistence: "memory",
    });
    const answer = await page.evaluate((input) => window.desktop?.call("auth.signIn", input), right);
    expect(answer).toEqual({ ok: true, persistence: "memory" });
    await expect
      .poll(() => heard(page))
      .toContainEqual(["auth.changed", { signedIn: true, persistence: "memory", reason: "signed_in" }]);

    const me = await page.evaluate(async (address) => {
      const response = await fetch(`${address}/api/v1/me`);
      return { status: response.status, headers: [...response.headers.entries()].join() };
    }, server.address);
    expect(me.status).toBe(200);
    expect(me.headers).not.toContain(REFRESH_TOKEN);
    expect(server.asked("/api/v1/me").at(-1)).toMatchObject({
      authorization: `Bearer ${server.current()}`,
      origin: "app://sidetone",
    });

    const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, document.cookie]));
    expect(stored).not.toContain(REFRESH_TOKEN);
    for (const name of readdirSync(userData, { recursive: true, withFileTypes: true })) {
      if (!name.isFile()) continue;
      const body = readFileSync(path.join(name.parentPath, name.name), "latin1");
      expect(body.includes(REFRESH_TOKEN) || body.includes(server.current()), name.name).toBe(false);
    }
  });

  test("the socket's first request carries the token, and other addresses of the server do not get it", async ({
    page,
    server,
  }) => {
    await page.evaluate((input) => window.desktop?.call("auth.signIn", input), right);
    const socket = await page.evaluate(
      (address) =>
        new Promise((resolve) => {
          const socket = new WebSocket(
            `${address.replace("http", "ws")}/socket.io/?EIO=4&transport=websocket`,
          );
          socket.onmessage = ({ data }) => (data.startsWith("0") ? socket.send("40") : resolve("open"));
          socket.onerror = () => resolve("failed");
        }),
      server.address,
    );
    expect(socket).toBe("open");
    expect(server.asked("/socket.io/")).toEqual([
      { path: "/socket.io/", authorization: `Bearer ${server.current()}`, origin: "app://sidetone" },
    ]);
    await page.evaluate((address) => fetch(`${address}/elsewhere`), server.address);
    expect(server.asked("/elsewhere")[0]?.authorization).toBeUndefined();
  });

  test("a wrong password is said plainly, and nobody is signed in", async ({ page }) => {
    const answer = await page.evaluate((input) => window.desktop?.call("auth.signIn", input), {
      ...right,
      password: "wrong",
    });
    expect(answer).toEqual({ ok: false, code: "wrong_credentials" });
    expect(await page.evaluate(() => window.desktop?.call("auth.state"))).toMatchObject({ signedIn: false });
  });

  test("twenty requests at once mint one token", async ({ page, server }) => {
    await page.evaluate((input) => window.desktop?.call("auth.signIn", input), right);
    const statuses = await page.evaluate(
      (address) =>
        Promise.all(Array.from({ length: 20 }, async () => (await fetch(`${address}/api/v1/me`)).status)),
      server.address,
    );
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(server.state.minted).toBe(1);
  });

  test("a session revoked on the server ends the sign-in and says why", async ({ page, server }) => {
    await page.evaluate((input) => window.desktop?.call("auth.signIn", input), right);
    await page.evaluate((address) => fetch(`${address}/api/v1/me`), server.address);
    server.state.revoked = true;
    await page.evaluate((address) => fetch(`${address}/api/v1/me`), server.address);
    await expect
      .poll(() => heard(page))
      .toContainEqual(["auth.changed", { signedIn: false, persistence: "memory", reason: "revoked" }]);
    expect(await page.evaluate(() => window.desktop?.call("auth.state"))).toMatchObject({ signedIn: false });
  });

  for (const ending of ["signed_out", "revoked"] as const) {
    test(`after "${ending}" nothing of the session is left, and everything that was written is`, async ({
      page,
      app,
      server,
    }) => {
      await page.evaluate((input) => window.desktop?.call("auth.signIn", input), right);
      await app.evaluate(
        ({ session }, url) => session.defaultSession.cookies.set({ url, name: "left", value: "1" }),
        server.address,
      );
      await page.evaluate(async (address) => {
        await (await caches.open("left")).put(`${address}/left`, new Response("customers' words"));
        localStorage.setItem("sidetone.look", "dark");
        await new Promise((resolve) => {
          const opening = indexedDB.open("sidetone:workspace:ada", 1);
          opening.onupgradeneeded = () =>
            opening.result.createObjectStore("drafts").put("half a sentence", 1);
          opening.onsuccess = () => resolve(opening.result.close());
        });
      }, server.address);

      if (ending === "signed_out") await page.evaluate(() => window.desktop?.call("auth.signOut"));
      else {
        server.state.revoked = true;
        await page.evaluate((address) => fetch(`${address}/api/v1/me`), server.address);
      }
      await expect
        .poll(async () => (await heard(page)).at(-1))
        .toMatchObject(["auth.changed", { reason: ending }]);

      expect(await app.evaluate(({ session }) => session.defaultSession.cookies.get({}))).toEqual([]);
      const stays = await page.evaluate(async () => ({
        caches: await caches.keys(),
        look: localStorage.getItem("sidetone.look"),
        draft: await new Promise((resolve) => {
          const opening = indexedDB.open("sidetone:workspace:ada", 1);
          opening.onsuccess = () => {
            const asking = opening.result.transaction("drafts").objectStore("drafts").get(1);
            asking.onsuccess = () => resolve(asking.result);
          };
        }),
      }));
      expect(stays).toEqual({ caches: [], look: "dark", draft: "half a sentence" });
    });
  }

  test("the workspace's address is tried before it is taken, and the page may then call it", async ({
    launch,
    server,
  }) => {
    const app = await launch({ address: null });
    const page = await app.firstWindow();
    await page.locator("html[data-ready=yes]").waitFor();
    expect(await page.evaluate(() => window.desktop?.call("server.address.get"))).toEqual({ address: null });
    const set = (address: string) =>
      page.evaluate((input) => window.desktop?.call("server.address.set", input), { address });
    expect(await set("not an address")).toEqual({ ok: false, code: "not_an_address" });
    expect(await set("http://plain.example")).toEqual({ ok: false, code: "insecure" });
    expect(await set("http://127.0.0.1:9")).toEqual({ ok: false, code: "unreachable" });
    const reloaded = page.waitForEvent("load");
    expect(await set(`${server.address}/some/page`)).toEqual({
      ok: true,
      address: server.address,
      loadsAnew: true,
    });
    await reloaded;
    await page.locator("html[data-ready=yes]").waitFor();
    const status = await page.evaluate(
      async (address) => (await fetch(`${address}/health/ready`)).status,
      server.address,
    );
    expect(status).toBe(200);
  });
});
