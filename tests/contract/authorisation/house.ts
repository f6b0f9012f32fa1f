import { type Call, createCall, type Input } from "../../matrix/call.ts";
import { createFloor, type Desk, type Floor } from "../../matrix/floor.ts";
import { startTestServer, type TestServer } from "../support/start-test-server.ts";

/** A server with one house in it, and few words for asking. */
export interface House {
  readonly server: TestServer;
  readonly call: Call;
  readonly floor: Floor;
  /** "200", or the code of the refusal. */
  said(who: Desk, name: string, input?: Input): Promise<string>;
  roleOf(userId: string): Promise<string>;
}

/** Starts it; whoever opens it stops `server`. */
export async function openHouse(): Promise<House> {
  const server = await startTestServer({ env: { LIMIT_SCALE: "1000", LOG_LEVEL: "error" } });
  const call = createCall(server.request);
  const { pool } = server.server.database;
  return {
    server,
    call,
    floor: await createFloor(pool, "standard"),
    async said(who, name, input = {}) {
      const { status, body } = await call(who.headers, name, input);
      return status === 200 ? "200" : String(body.code);
    },
    async roleOf(userId) {
      const { rows } = await pool.query<{ role: string }>("select role from users where id = $1", [userId]);
      return rows[0]?.role ?? "";
    },
  };
}

/** The input that gives somebody another role. */
export const change = (userId: string, role: string) => ({ userId, version: 1, role });
