import { randomUUID } from "node:crypto";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { procedures } from "../../scripts/describe-contract.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "100" } });
});
afterAll(() => server.stop());

const bodies: Record<string, object> = {
  "users.update": { version: 1, notify: false },
  "users.updatePersonal": { version: 1, language: "it" },
  "users.changeRole": { version: 1, role: "agent" },
};

const ofOne = procedures()
  .map(({ name, procedure }) => ({ name, route: procedure["~orpc"].route }))
  .filter(({ name, route }) => /^(users|invitations)\./.test(name) && route.path?.includes("{"));

async function photo(): Promise<FormData> {
  const form = new FormData();
  const square = sharp({ create: { width: 9, height: 9, channels: 3, background: "teal" } });
  form.append("photo", new File([new Uint8Array(await square.png().toBuffer())], "me.png"));
  return form;
}

describe("people and invitations of another workspace", () => {
  it("look exactly like those that there are not, whatever one asks, and stay as they are", async () => {
    const home = await server.workspace({ scheme: "vivocha" });
    // This role has every permission over people.
    const boss = await server.signedIn(home, { role: "administrator" });
    const abroad = await server.workspace({ scheme: "vivocha" });
    const stranger = await server.user(abroad);
    const host = await server.signedIn(abroad, { role: "administrator" });
    const email = `new-${stranger.id}@shop.example`;
    await server.request("POST", "/api/v1/invitations", {
      headers: host.headers,
      body: { rows: [{ email, name: "Nina", role: "agent" }] },
    });
    const { pool } = server.server.database;
    const rows = () =>
      pool.query(
        "select u.*, i.* from users u join invitations i using (workspace_id) where u.id = $1 and i.email = $2",
        [stranger.id, email],
      );
    const before = (await rows()).rows;
    const invitationId: string = before[0].id;
    expect(ofOne.length).toBeGreaterThanOrEqual(15);
    for (const { name, route } of ofOne) {
      const body = name === "users.setPhoto" ? await photo() : (bodies[name] ?? {});
      const ask = (userId: string, invitation: string) =>
        server.request(
          route.method ?? "POST",
          `/api/v1${route.path?.replace("{userId}", userId).replace("{invitationId}", invitation)}`,
          { headers: boss.headers, ...(route.method !== "GET" && { body }) },
        );
      const theirs = await ask(stranger.id, invitationId);
      const none = await ask("nobody", randomUUID());
      expect([name, theirs.status, theirs.body.code]).toEqual([
        name,
        404,
        name.startsWith("users.") ? "user.not_found" : "invitation.not_found",
      ]);
      expect(theirs.body).toEqual(none.body);
    }
    expect((await rows()).rows).toEqual(before);
  });
});
