import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { aTrunk } from "../testing/a-trunk.ts";
import { openTestingGateway } from "../testing/testing-gateway.ts";
import type { TrunkSettings } from "../trunk/trunk-settings.ts";
import type { PhoneLegRecord } from "./protocol.ts";
import { openRemoteGateway } from "./remote-gateway.ts";

let folder: string;
const pids: number[] = [];
const open: { close(): unknown }[] = [];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "phone-"));
});
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
  for (const pid of new Set(pids.splice(0))) if (pid > 0) kill(pid);
  rmSync(folder, { recursive: true, force: true });
});
const kill = (pid: number) => {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It went by itself.
  }
};
const soon = { timeout: 15_000 };

/** A server with its end of the phone line. */
async function aServer() {
  const told: string[] = [];
  const records: PhoneLegRecord[] = [];
  const gateway = await openRemoteGateway({
    folder,
    forsakenMs: 5_000,
    events: {
      leg: (record) => records.push(record),
      key: (_leg, key) => told.push(`key ${key}`),
      refer: (_leg, target) => told.push(`refer ${target}`),
      registration: (trunkId, { state }) => told.push(`${trunkId} ${state}`),
      lost: () => told.push("lost"),
      ready: (legs) => told.push(`ready with ${legs.map(({ state }) => state).join()}`),
      unconfigured: (reason) => told.push(reason),
    },
  });
  pids.push(gateway.pid());
  open.push({ close: () => gateway.stop() });
  const stateOf = (legId: string) => records.findLast(({ id }) => id === legId)?.state;
  return { gateway, told, records, stateOf };
}

const setup = (
  trunks: readonly TrunkSettings[],
  rtpPorts: readonly [number, number] = [24_900, 24_998],
  udp = 24_131,
) => ({
  address: "127.0.0.1",
  publicAddress: "127.0.0.1",
  listen: { UDP: udp },
  rtpPorts,
  trunks,
});
const from = { number: "+390299", name: "Shop" };

async function aPhone() {
  const phone = await openTestingGateway();
  open.push(phone.gateway);
  return { ...phone, domain: `127.0.0.1:${phone.port}` };
}

it("a call stands while the server is started anew, and while its lines are changed", async () => {
  const { domain, ...phone } = await aPhone();
  const first = await aServer();
  expect(first.told).toEqual(["ready with "]);
  const line = aTrunk({ domain });
  expect(await first.gateway.configure(setup([line]))).toMatchObject({ applied: true, without: [] });
  const called = await first.gateway.call({ trunkId: "carrier", number: "+39333", from });
  if (!("legId" in called)) throw new Error(called.refused);
  const { legId } = called;
  await vi.waitUntil(() => first.stateOf(legId) === "answered", soon);
  first.gateway.stop();

  const second = await aServer();
  expect(second.gateway.pid()).toBe(pids[0]);
  expect(second.told).toEqual(["ready with answered"]);
  // Another line, one that nobody listens for, and other limits on the one that has the call.
  const lines = [
    aTrunk({ domain, maxCalls: 1 }),
    aTrunk({ id: "other", domain, allowedPrefixes: ["+34"] }),
    aTrunk({ id: "sealed", protocol: "TLS" }),
  ];
  expect(await second.gateway.configure(setup(lines))).toMatchObject({ applied: true, without: ["sealed"] });
  const wish = { number: "+34600", from };
  expect(await second.gateway.call({ ...wish, trunkId: "carrier" })).toEqual({
    refused: "prefix_not_allowed",
  });
  expect(await second.gateway.call({ trunkId: "carrier", number: "+39334", from })).toEqual({
    refused: "too_many_calls",
  });
  const onOther = await second.gateway.call({ ...wish, trunkId: "other" });
  if (!("legId" in onOther)) throw new Error(onOther.refused);
  await vi.waitUntil(() => second.stateOf(onOther.legId) === "answered", soon);

  // Without its line the call goes on; other ports wait for the end of all.
  const elsewhere = setup([], [25_000, 25_098], 24_132);
  expect(await second.gateway.configure(elsewhere)).toMatchObject({ applied: false, ports: { UDP: 24_131 } });
  expect(await second.gateway.sendDigits(legId, "5")).toBe(true);
  await vi.waitUntil(() => phone.listeners[0]?.told.includes("key 5"), soon);
  // The phone's own goodbye is heard as well.
  phone.legs[0]?.hangUp();
  await vi.waitUntil(() => second.stateOf(legId) === "ended", soon);
  await second.gateway.hangUp(onOther.legId, "hung_up");
  await vi.waitUntil(() => phone.listeners.every(({ ends }) => ends.length > 0), soon);
  await vi.waitUntil(async () => (await second.gateway.configure(elsewhere)).ports.UDP === 24_132, soon);
  expect(await second.gateway.stats(legId)).toMatchObject({ packetsLost: 0 });
});

it("a phone process that is killed is missed at once, and the next one has its lines", async () => {
  const { domain, ...phone } = await aPhone();
  const { gateway, told, stateOf } = await aServer();
  const line = aTrunk({ domain, registerSeconds: 60, account: { user: "shop", password: "secret" } });
  await gateway.configure(setup([line]));
  const called = await gateway.call({ trunkId: "carrier", number: "+39333", from });
  if (!("legId" in called)) throw new Error(called.refused);
  await vi.waitUntil(() => stateOf(called.legId) === "answered", soon);
  const killed = gateway.pid();
  told.length = 0;

  process.kill(killed, "SIGKILL");
  await vi.waitUntil(() => told.includes("ready with "), soon);
  pids.push(gateway.pid());
  expect(told[0]).toBe("lost");
  expect(gateway.pid()).not.toBe(killed);
  // The carrier hears of it again without a word of the server, and so may call.
  await vi.waitUntil(() => told.includes("carrier registering"), soon);
  expect(await gateway.answer(called.legId)).toBeUndefined();
  expect(await gateway.openSound(called.legId, 9)).toBeNull();
  const again = await gateway.call({ trunkId: "carrier", number: "+39333", from });
  if (!("legId" in again)) throw new Error(again.refused);
  await vi.waitUntil(() => stateOf(again.legId) === "answered", soon);
  expect(phone.legs).toHaveLength(2);
});
