import { afterEach, describe, expect, it, vi } from "vitest";
import { createBrowserSession } from "./browser-session.ts";

afterEach(() => vi.unstubAllGlobals());

/** A server that answers each path with what is given, in turn. */
function aServer(answers: Record<string, readonly [status: number, body: object, headers?: HeadersInit][]>) {
  const asked: [string, unknown][] = [];
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    const path = url.slice("https://work.example/api/auth".length);
    asked.push([path, JSON.parse(String(init.body))]);
    const [status, body, headers = {}] = answers[path]?.[
      asked.filter(([one]) => one === path).length - 1
    ] ?? [404, {}];
    return Response.json(body, { status, headers });
  });
  return { asked, session: createBrowserSession("https://work.example") };
}
const step = "a step that the server named";

describe("signing in in a browser", () => {
  it("answers the second factor with the step that the password led to", async () => {
    const { asked, session } = aServer({
      "/sign-in/email": [[200, { secondFactor: { step, expiresAt: "" } }]],
      "/sign-in/second-factor": [
        [401, { code: "auth.wrong_code" }],
        [200, { user: { id: "1" } }],
      ],
    });
    expect(await session.signIn("a@b.example", "x")).toEqual({ ok: false, code: "second_factor_needed" });
    expect(await session.secondFactor({ code: "1" })).toEqual({ ok: false, code: "wrong_code" });
    expect(await session.secondFactor({ recoveryCode: "abc" })).toEqual({ ok: true, persistence: null });
    expect(asked.at(-1)).toEqual(["/sign-in/second-factor", { step, recoveryCode: "abc" }]);
  });

  it("asks for the password first", async () => {
    const { asked, session } = aServer({});
    expect(await session.secondFactor({ code: "123456" })).toEqual({ ok: false, code: "step_ended" });
    expect(asked).toEqual([]);
  });

  it.each([
    [401, "auth.wrong_credentials", "wrong_credentials"],
    [403, "auth.address_not_allowed", "address_not_allowed"],
    [500, "internal", "server_error"],
  ])("says why it was refused: %d %s", async (status, code, said) => {
    const { session } = aServer({ "/sign-in/email": [[status, { code }]] });
    expect(await session.signIn("a@b.example", "x")).toEqual({ ok: false, code: said });
  });

  it("leads to the company's provider, and to nothing that is no web address", async () => {
    const { session } = aServer({
      "/sign-in/sso": [
        [200, { url: "https://login.example/authorize?x" }],
        [200, { url: "javascript:alert(1)" }],
        [404, { code: "sso.not_set_up" }],
      ],
    });
    expect(await session.company?.("a@b.example")).toEqual({
      ok: true,
      url: "https://login.example/authorize?x",
    });
    expect(await session.company?.("a@b.example")).toEqual({ ok: false, code: "server_error" });
    expect(await session.company?.("a@b.example")).toEqual({ ok: false, code: "sso_not_set_up" });
  });
});
