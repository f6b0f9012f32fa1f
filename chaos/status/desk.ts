import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { SyncTransport } from "#shared/sync/index.ts";
import { createNodeTransport } from "../clients/node-transport.ts";
import { call } from "../system/api.ts";
import type { Person } from "../system/workspace.ts";
import { createTcpProxy, type TcpProxy } from "../tcp-proxy.ts";

/** How a desk dies: its line is torn, or swallows everything and tells nobody. */
export type Death = "reset" | "half_open";

/** A desk that does only what it is told, and can be killed at any moment. */
export interface MortalDesk {
  readonly person: Person;
  come(): Promise<void>;
  die(how: Death): void;
  ask<T>(method: string, path: string, body?: object): Promise<T>;
  stop(): Promise<void>;
}

const comeWithin = 10_000;

/** A desk of somebody who has signed in, behind a line of its own. */
export async function createMortalDesk(
  { address, port }: { readonly address: string; readonly port: number },
  person: Person,
  token: string,
): Promise<MortalDesk> {
  const proxy: TcpProxy = await createTcpProxy(port);
  const deviceId = randomUUID();
  let transport: SyncTransport | undefined;
  return {
    person,
    async come() {
      transport?.disconnect();
      const fresh = createNodeTransport({
        ...{ address: `http://127.0.0.1:${proxy.port}`, side: "staff", token, deviceId },
      });
      transport = fresh;
      let there = false;
      fresh.onConnect(() => {
        there = true;
      });
      fresh.connect();
      for (const until = Date.now() + comeWithin; !there; await sleep(20))
        if (Date.now() > until) throw new Error(`${person.name} does not get in`);
      // As the product's own desk does: rooms are joined before the snapshot is given.
      await fresh.request("desk.snapshot", {}, comeWithin);
    },
    die(how) {
      if (how === "half_open") proxy.blackHole();
      else proxy.reset();
      transport?.disconnect();
      transport = undefined;
    },
    ask: (method, path, body) =>
      call(address, { method, path: `/api/v1${path}`, token, ...(body ? { body } : {}) }),
    async stop() {
      transport?.disconnect();
      await proxy.close();
    },
  };
}
