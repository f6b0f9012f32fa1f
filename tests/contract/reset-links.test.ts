import { afterAll, beforeAll, expect, it } from "vitest";
import type { TestUser } from "./support/fixtures.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "100" } });
});
afterAll(() => server.stop());

/** Asks for a link for a new password; answers its token. */
async function linkFor({ id, email }: TestUser, seen: readonly string[] = []): Promise<string> {
  await server.request("POST", "/api/auth/request-password-reset", { body: { email } });
  const { rows } = await server.server.database.pool.query(
    "select identifier from verifications where value = $1",
    [id],
  );
  const tokens = rows.map(({ identifier }) => String(identifier).replace("reset-password:", ""));
  return tokens.find((token) => !seen.includes(token)) ?? "";
}
const reset = (token: string, newPassword = "lantern over the river 7") =>
  server.request("POST", "/api/auth/reset-password", { body: { token, newPassword } });
const refused = { status: 400, body: { code: "request.invalid" } };

it("a link leads nowhere once a password was chosen by another one", async () => {
  const ada = await server.user(await server.workspace());
  const first = await linkFor(ada);
  const second = await linkFor(ada, [first]);
  expect((await reset(second)).status).toBe(200);
  expect(await reset(first, "meadow under the bridge 8")).toMatchObject(refused);
});

it("a link leads nowhere once the password was changed in the profile", async () => {
  const ada = await server.signedIn(await server.workspace());
  const link = await linkFor(ada);
  const body = { current: ada.password, password: "meadow under the bridge 8" };
  const changed = await server.request("POST", "/api/v1/me/password", { headers: ada.headers, body });
  expect(changed.status).toBe(200);
  expect(await reset(link)).toMatchObject(refused);
});

it("a link that went to an address leads nowhere once the address is another one", async () => {
  const home = await server.workspace({ scheme: "vivocha" });
  const boss = await server.signedIn(home, { role: "administrator" });
  const ada = await server.user(home);
  const link = await linkFor(ada);
  const body = { version: 1, email: `new-${ada.id}@shop.example` };
  const path = `/api/v1/users/${ada.id}/personal`;
  expect((await server.request("PATCH", path, { headers: boss.headers, body })).status).toBe(200);
  expect(await reset(link)).toMatchObject(refused);
});
