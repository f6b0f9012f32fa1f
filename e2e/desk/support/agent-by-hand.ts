import { randomUUID } from "node:crypto";
import { io, type Socket } from "socket.io-client";
import { createTestingPeer, type TestingPeer } from "#server/media/embedded/testing-peer.ts";
import type { LiveCall } from "#shared/contract/calls.ts";
import type { DeskSnapshot } from "#shared/contract/socket.ts";
import type { House } from "./house.ts";
import { signInByHttp } from "./shift.ts";

/** An agent without a desktop: a signed-in client that speaks in a tone, and tells which tones it hears. */
export interface AgentByHand {
  ask<T = unknown>(method: string, path: string, body?: object): Promise<T>;
  /** Takes whatever rings first, and brings his voice into its call. */
  takeCall(): Promise<LiveCall>;
  connect(callId: string): Promise<void>;
  /** The newest he was told of a call. */
  told(callId: string): LiveCall | undefined;
  hears(pitches: readonly number[]): number[];
  packets(): number;
  close(): Promise<void>;
}

export async function agentByHand(house: House, email: string, hertz: number): Promise<AgentByHand> {
  const headers = { authorization: `Bearer ${await signInByHttp(house, email)}` };
  const device = randomUUID();
  const socket: Socket = io(`${house.address}/desk`, {
    ...{ transports: ["websocket"], forceNew: true, extraHeaders: headers, auth: { deviceId: device } },
  });
  const calls = new Map<string, LiveCall>();
  socket.on("call.changed", (call: LiveCall) => calls.set(call.id, call));
  await new Promise((resolve, reject) => {
    socket.once("welcome", resolve);
    socket.once("connect_error", reject);
  });
  let peer: TestingPeer | undefined;

  async function ask<T>(method: string, path: string, body?: object): Promise<T> {
    const answer = await fetch(`${house.address}/api/v1${path}`, {
      method,
      headers: { ...headers, "content-type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }
  async function connect(callId: string): Promise<void> {
    await peer?.close();
    peer = await createTestingPeer(email, { address: "127.0.0.1", ports: [19_000, 19_400] });
    peer.listen();
    const offer = { device, offer: peer.offer() };
    const { answer } = await ask<{ answer: string }>("POST", `/calls/${callId}/connect`, offer);
    await peer.take(answer);
    peer.speakTone(hertz);
  }
  await ask("PUT", "/me/status", { status: "ready" });

  return {
    ask,
    connect,
    async takeCall() {
      const offer = await eventually(async () => {
        const snapshot = await socket.timeout(5_000).emitWithAck("desk.snapshot", {});
        return (snapshot.data as DeskSnapshot).offers[0];
      });
      await ask("POST", `/offers/${offer.id}/accept`);
      const call = await eventually(() =>
        [...calls.values()].find(({ conversationId }) => conversationId === offer.conversationId),
      );
      await connect(call.id);
      return call;
    },
    told: (callId) => calls.get(callId),
    hears: (pitches) => peer?.tonesHeard(pitches) ?? [],
    packets: () => peer?.packets.length ?? 0,
    async close() {
      socket.disconnect();
      await peer?.close();
    },
  };
}

async function eventually<T>(read: () => T | undefined | Promise<T | undefined>): Promise<T> {
  for (const until = Date.now() + 15_000; Date.now() < until; ) {
    const found = await read();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("it did not come within 15 s");
}
