import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SchemeName } from "#shared/permissions/schemes/index.ts";
import type { SignedIn } from "./support/fixtures.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "100" } });
});
afterAll(() => server.stop());

const picture = (width = 40, height = 90) =>
  sharp({ create: { width, height, channels: 3, background: "teal" } })
    .withExif({ IFD0: { Copyright: "secret place" } })
    .jpeg()
    .toBuffer();

function put(who: SignedIn, path: string, bytes: Uint8Array | string, type = "image/jpeg") {
  const body = new FormData();
  body.append("photo", new File([bytes as BlobPart], "me.jpg", { type }));
  return server.request("PUT", `/api/v1${path}`, { headers: who.headers, body });
}

const see = (id: string, headers: Record<string, string>, more = "") =>
  fetch(`${server.url}/api/v1/users/${id}/photo${more}`, { headers });

describe("a profile photo", () => {
  it("is made anew: square, WebP, without what the camera wrote into it", async () => {
    const home = await server.workspace();
    const ada = await server.signedIn(home, { role: "supervisor" });
    const set = await put(ada, "/me/photo", await picture());
    expect(set).toMatchObject({ status: 200, body: { photo: expect.any(String) } });
    const answer = await see(ada.id, ada.headers);
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "image/webp",
      "cache-control": "private, no-cache",
      "x-content-type-options": "nosniff",
      etag: `"${set.body.photo}"`,
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(await sharp(bytes).metadata()).toMatchObject({ format: "webp", width: 256, height: 256 });
    expect(bytes.includes("secret place")).toBe(false);
    const again = await see(ada.id, { ...ada.headers, "if-none-match": `"${set.body.photo}"` });
    expect(again.status).toBe(304);
    const named = await see(ada.id, ada.headers, `?v=${set.body.photo}`);
    expect(named.headers.get("cache-control")).toContain("immutable");
    const gone = await server.request("DELETE", "/api/v1/me/photo", { headers: ada.headers });
    expect(gone).toMatchObject({ status: 200, body: { photo: null } });
    expect((await see(ada.id, ada.headers)).status).toBe(404);
  });

  it("is for colleagues: a stranger, a foreign person and nobody at all see none", async () => {
    const home = await server.workspace();
    const ada = await server.signedIn(home);
    await put(ada, "/me/photo", await picture());
    const colleague = await server.signedIn(home);
    const foreign = await server.signedIn(await server.workspace());
    expect((await see(ada.id, colleague.headers)).status).toBe(200);
    expect((await see(ada.id, {})).status).toBe(401);
    const [other, missing] = [await see(ada.id, foreign.headers), await see("nobody", foreign.headers)];
    expect([other.status, await other.text()]).toEqual([missing.status, await missing.text()]);
  });

  it("is refused when it is no photo, too large, or would unpack to more than memory holds", async () => {
    const ada = await server.signedIn(await server.workspace());
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>';
    const bomb = await sharp({ create: { width: 9_000, height: 9_000, channels: 3, background: "white" } })
      .png()
      .toBuffer();
    const six = Buffer.concat([await picture(), Buffer.alloc(6 * 1024 * 1024)]);
    const most = Buffer.concat([await picture(), Buffer.alloc(12 * 1024 * 1024)]);
    for (const bytes of ["", "no photo", svg, bomb, six, most]) {
      expect(await put(ada, "/me/photo", bytes)).toMatchObject({
        status: 400,
        body: { code: "photo.invalid" },
      });
    }
  });

  it("of an Agent is changed by exactly those whom the scheme lets", async () => {
    const photo = await picture();
    const may: Record<string, Record<string, boolean>> = {
      "aivo-live": { coordinator: false, "agent-supervisor": false, supervisor: true, administrator: true },
      "voximplant-kit": { supervisor: false, manager: false, administrator: false, owner: false },
      vivocha: { auditor: false, supervisor: true, administrator: true },
      standard: { supervisor: false, manager: true, administrator: true, owner: true },
    };
    for (const [scheme, roles] of Object.entries(may)) {
      const home = await server.workspace({ scheme: scheme as SchemeName });
      const agent = await server.user(home);
      for (const [role, allowed] of Object.entries(roles)) {
        const who = await server.signedIn(home, { role });
        const answer = await put(who, `/users/${agent.id}/photo`, photo);
        expect([scheme, role, answer.status]).toEqual([scheme, role, allowed ? 200 : 403]);
      }
    }
  });
});
