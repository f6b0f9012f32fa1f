import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createWorkspace } from "#server/features/workspaces/index.ts";
import { schemeNames, schemes } from "#shared/permissions/schemes/index.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

/** Loading the program takes seconds on a busy machine. */
const patience = 90_000;

/** Runs the command as an operator does, beside the running server. */
async function create(args: readonly string[], stdin = "") {
  const program = new URL("../../scripts/create-workspace.ts", import.meta.url).pathname;
  const env = { ...process.env, DATABASE_URL: server.databaseUrl, PUBLIC_URL: server.url, PORT: "7100" };
  const child = spawn(process.execPath, [program, ...args], { env });
  child.stdin.end(stdin);
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const [said, complained, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { said, complained, code };
}

const site = "https://lamps.example";
const lamps = ["--name", "Lamps", "--key", "lamps", "--owner-email", "Olga@lamps.example", "--site", site];

const signIn = (email: string, password: string) =>
  server.request("POST", "/api/auth/sign-in/email", { body: { email, password } });

describe("a company's first workspace", () => {
  it(
    "is made by one command; the owner chooses a password by its link, once, and the widget opens",
    async () => {
      const made = await create(lamps);
      expect(made).toMatchObject({ code: 0, complained: "" });
      const token = /#token=([\w-]{32})/.exec(made.said)?.[1] ?? "";
      const body = { token, newPassword: "a long enough one" };
      expect((await server.request("POST", "/api/auth/reset-password", { body })).status).toBe(200);
      expect((await server.request("POST", "/api/auth/reset-password", { body })).status).toBe(400);

      const { headers } = await signIn("olga@lamps.example", "a long enough one");
      const bearer = { authorization: `Bearer ${headers.get("set-auth-token")}` };
      const me = await server.request("GET", "/api/v1/me", { headers: bearer });
      expect(me.body).toMatchObject({
        role: { key: "owner" },
        workspace: { name: "Lamps", scheme: "standard" },
        queues: [{ name: "Questions" }],
      });

      expect(made.said).toContain('data-workspace="lamps"');
      const boot = await server.request("GET", "/api/v1/widget/boot?key=lamps", {
        headers: { origin: site },
      });
      expect(boot).toMatchObject({ status: 200, body: { workspaceName: "Lamps" } });
    },
    patience,
  );

  it(
    "takes the owner's password from standard input, and then prints no link",
    async () => {
      const args = ["--name", "Mats", "--key", "mats", "--owner-email", "o@mats.example", "--password-stdin"];
      const made = await create(args, "another long one\n");
      expect(made.code).toBe(0);
      expect(made.said).not.toContain("#token=");
      expect((await signIn("o@mats.example", "another long one")).status).toBe(200);
    },
    patience,
  );

  it("is refused with a sentence for what is wrong, and nothing of it stays", async () => {
    const { db, pool } = server.server.database;
    const asked = { key: "rugs", name: "Rugs", ownerEmail: "r@rugs.example", ownerName: "R", queue: "Q" };
    const refusal = (change: object) =>
      createWorkspace(db, server.url, {
        ...asked,
        language: "en",
        sites: [],
        password: null,
        ...change,
      }).then(
        () => "made",
        (error: Error) => `${error.name}: ${error.message}`,
      );
    expect(await refusal({ key: "A key", ownerEmail: "nobody", sites: ["x"], password: "short" })).toMatch(
      /^WorkspaceRefused: --key .*\n--owner-email .*\n--site .*\nThe password must have at least 8 characters\.$/,
    );
    expect(await refusal({})).toBe("made");
    expect(await refusal({})).toBe("WorkspaceRefused: --key rugs is taken: choose another.");
    expect(await refusal({ key: "other" })).toContain("r@rugs.example has an account already");
    expect((await pool.query("select 1 from workspaces where key = 'other'")).rows).toEqual([]);
  });

  it.each(schemeNames)("on the scheme %s, its maker has the scheme's highest role", async (scheme) => {
    const { db } = server.server.database;
    const ownerEmail = `o@${scheme}.example`;
    await createWorkspace(db, server.url, {
      key: `on-${scheme}`,
      name: "Rugs",
      ownerEmail,
      ownerName: "O",
      queue: "Q",
      language: "en",
      sites: [],
      password: "a long enough one",
      scheme,
    });
    const { headers } = await signIn(ownerEmail, "a long enough one");
    const bearer = { authorization: `Bearer ${headers.get("set-auth-token")}` };
    const { body } = await server.request("GET", "/api/v1/me", { headers: bearer });
    expect(body).toMatchObject({ role: { key: schemes[scheme].top }, workspace: { scheme } });
  });

  it(
    "is refused on a scheme that there is not",
    async () => {
      const made = await create([
        ...lamps.slice(0, 2),
        "--key",
        "odd",
        ...lamps.slice(4),
        "--scheme",
        "salesforce",
      ]);
      expect(made.code).not.toBe(0);
      expect(made.complained).toContain(
        "--scheme must be one of standard, vivocha, aivo-live, voximplant-kit.",
      );
    },
    patience,
  );
});
