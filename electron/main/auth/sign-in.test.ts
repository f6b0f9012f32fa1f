import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { NewsPayload } from "../../../shared/bridge/desktop.ts";
import type { SecretBox } from "../platform/secret-box.ts";
import { createServerSession } from "./server-session.ts";
import { createSignIn } from "./sign-in.ts";
import { openTokenVault } from "./token-vault.ts";

const folder = mkdtempSync(path.join(tmpdir(), "sidetone-sign-in-"));
afterAll(() => rmSync(folder, { recursive: true }));

const keychain = (isThere: boolean): SecretBox => ({
  available: async () => isThere,
  seal: async (text) => Buffer.from(`sealed:${Buffer.from(text).toString("base64")}`),
  open: async (sealed) => ({
    text: Buffer.from(sealed.toString().slice(7), "base64").toString(),
    sealAgain: false,
  }),
});

type World = { name: string; hasKeychain?: boolean; address?: string | null };
function aDesk({ name, hasKeychain = true, address = "https://work.example" }: World) {
  const state = { address, revoked: false, answer: undefined as Response | undefined };
  const asked: string[] = [];
  const news: NewsPayload<"auth.changed">[] = [];
  const file = path.join(folder, name);
  const desk = createSignIn({
    server: createServerSession(async (url, init) => {
      asked.push(`${init?.method ?? "GET"} ${url}`);
      if (state.answer) return state.answer;
      if (url.endsWith("/sign-in/email"))
        return Response.json({}, { headers: { "set-auth-token": "refresh" } });
      if (url.endsWith("/token"))
        return state.revoked ? Response.json({}, { status: 401 }) : Response.json({ token: "h.e30.s" });
      return Response.json({});
    }),
    vault: openTokenVault(file, keychain(hasKeychain), () => undefined),
    address: () => state.address,
    now: () => 0,
    changed: (change) => news.push(change),
    sweep: async () => void asked.push("sweep"),
  });
  return { desk, state, asked, news, file };
}
const ada = { email: "ada@shop.example", password: "right" };

describe("signing in", () => {
  it("outlives a restart where there is a keychain", async () => {
    const first = aDesk({ name: "restart" });
    expect(await first.desk.signIn(ada)).toEqual({ ok: true, persistence: "keychain" });
    expect(readFileSync(first.file, "utf8")).not.toContain("refresh");

    const second = aDesk({ name: "restart" });
    expect(await second.desk.state()).toEqual({ signedIn: true, persistence: "keychain" });
    expect(await second.desk.accessToken()).toBe("h.e30.s");
  });

  it("stays in memory where there is none, writes nothing, and says so", async () => {
    const first = aDesk({ name: "memory", hasKeychain: false });
    expect(await first.desk.signIn(ada)).toEqual({ ok: true, persistence: "memory" });
    expect(first.news).toEqual([{ signedIn: true, persistence: "memory", reason: "signed_in" }]);
    expect(existsSync(first.file)).toBe(false);
    expect(await aDesk({ name: "memory", hasKeychain: false }).desk.state()).toEqual({
      signedIn: false,
      persistence: "memory",
    });
  });

  it("is not taken along to another server: the token is only for the one that gave it", async () => {
    await aDesk({ name: "moved" }).desk.signIn(ada);
    const moved = aDesk({ name: "moved", address: "https://other.example" });
    expect(await moved.desk.state()).toMatchObject({ signedIn: false });
    expect(await moved.desk.accessToken()).toBeUndefined();
    expect(moved.asked).toEqual([]);
    expect(existsSync(moved.file)).toBe(false);
  });

  it("ends when the address is changed, and the old server is told", async () => {
    const { desk, state, asked, news } = aDesk({ name: "changed" });
    await desk.signIn(ada);
    state.address = "https://other.example";
    await desk.addressChanged();
    expect(news.at(-1)).toEqual({ signedIn: false, persistence: "keychain", reason: "address_changed" });
    expect(asked.slice(-2)).toEqual(["sweep", "POST https://work.example/api/auth/sign-out"]);
  });

  it("ends with a sign-out, also when the server does not answer", async () => {
    const { desk, state, asked, file } = aDesk({ name: "out" });
    await desk.signIn(ada);
    state.answer = Response.error();
    await desk.signOut();
    expect(asked).toContain("sweep");
    expect(await desk.state()).toMatchObject({ signedIn: false });
    expect(existsSync(file)).toBe(false);
  });

  it("ends when the server has revoked it, and the page is told why", async () => {
    const { desk, state, asked, news, file } = aDesk({ name: "revoked" });
    await desk.signIn(ada);
    state.revoked = true;
    expect(await desk.accessToken()).toBeUndefined();
    await expect.poll(() => news.at(-1)?.reason).toBe("revoked");
    expect(asked).toContain("sweep");
    expect(await desk.state()).toMatchObject({ signedIn: false });
    expect(existsSync(file)).toBe(false);
  });

  it.each([
    ["wrong_credentials", Response.json({}, { status: 401 })],
    ["server_error", Response.json({}, { status: 500 })],
    ["server_error", Response.json({})],
    ["second_factor_needed", Response.json({ secondFactor: { step: "s".repeat(20) } })],
    ["address_not_allowed", Response.json({ code: "auth.address_not_allowed" }, { status: 403 })],
  ])("says %s", async (code, answer) => {
    const { desk, state } = aDesk({ name: "never" });
    state.answer = answer;
    expect(await desk.signIn(ada)).toEqual({ ok: false, code });
    expect(await desk.state()).toMatchObject({ signedIn: false });
  });

  it("asks for the second factor, and is in when its code is right", async () => {
    const { desk, state, asked, news } = aDesk({ name: "second" });
    state.answer = Response.json({ secondFactor: { step: "a step of the server" } });
    expect(await desk.signIn(ada)).toEqual({ ok: false, code: "second_factor_needed" });
    expect(await desk.state()).toMatchObject({ signedIn: false });

    state.answer = Response.json({ code: "auth.wrong_code" }, { status: 401 });
    expect(await desk.secondFactor({ code: "000000" })).toEqual({ ok: false, code: "wrong_code" });
    state.answer = Response.json({}, { headers: { "set-auth-token": "refresh" } });
    expect(await desk.secondFactor({ code: "123456" })).toEqual({ ok: true, persistence: "keychain" });
    expect(asked.at(-1)).toBe("POST https://work.example/api/auth/sign-in/second-factor");
    expect(news.at(-1)).toMatchObject({ signedIn: true, reason: "signed_in" });
  });

  it("takes no second factor without a password before it, after too long, or at another server", async () => {
    const { desk, state, asked } = aDesk({ name: "second-refused" });
    expect(await desk.secondFactor({ code: "123456" })).toEqual({ ok: false, code: "step_ended" });

    state.answer = Response.json({ secondFactor: { step: "a step of the server" } });
    await desk.signIn(ada);
    state.answer = Response.json({ code: "auth.step_ended" }, { status: 401 });
    expect(await desk.secondFactor({ recoveryCode: "x" })).toEqual({ ok: false, code: "step_ended" });
    const before = asked.length;
    expect(await desk.secondFactor({ code: "123456" })).toEqual({ ok: false, code: "step_ended" });

    state.answer = Response.json({ secondFactor: { step: "a step of the server" } });
    await desk.signIn(ada);
    state.address = "https://other.example";
    expect(await desk.secondFactor({ code: "123456" })).toEqual({ ok: false, code: "step_ended" });
    expect(asked.length).toBe(before + 1);
  });

  it("says how long to wait after too many tries", async () => {
    const { desk, state } = aDesk({ name: "never" });
    state.answer = Response.json({}, { status: 429, headers: { "x-retry-after": "17" } });
    expect(await desk.signIn(ada)).toEqual({ ok: false, code: "too_many_attempts", retryAfterSeconds: 17 });
  });

  it("asks nobody before an address is known", async () => {
    const { desk, asked } = aDesk({ name: "never", address: null });
    expect(await desk.signIn(ada)).toEqual({ ok: false, code: "no_address" });
    expect(asked).toEqual([]);
  });
});
