import { afterAll, beforeAll, expect, it } from "vitest";
import { findPerson } from "#server/features/accounts/person.ts";
import { createSessionStart } from "#server/features/accounts/start-session.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

it("who is blocked while his password is being checked gets no session that waits for the day he is let in again", async () => {
  const { pool } = server.server.database;
  const ada = await server.user(await server.workspace());
  const start = createSessionStart(pool, { signingKey: "a key", cookieName: "a-cookie" });
  const person = await findPerson(pool, { id: ada.id });
  if (!person) throw new Error("there is nobody");
  const from = { ip: "127.0.0.1", userAgent: null };
  await start(person, "password", from);
  await server.server.accounts.blockUser(ada.id);

  await expect(start(person, "password", from)).rejects.toMatchObject({ code: "auth.wrong_credentials" });

  expect((await pool.query("select 1 from sessions where user_id = $1", [ada.id])).rows).toEqual([]);
});
