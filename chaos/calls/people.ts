import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { createTestingPeer, type TestingPeer } from "#server/media/embedded/testing-peer.ts";
import { call } from "../system/api.ts";

/** Everybody speaks in a tone of his own, Hz. */
export const tones = { customer: 440, agent: 1_000, colleague: 1_700, supervisor: 2_600 } as const;
export type Part = keyof typeof tones;

const ports = [21_000, 21_900] as const;
/** Who hears nothing for so long connects anew, ms; as soon as a client that sees its network change. */
const silentAfter = 1_500;
/** A connection that does not stand by then is tried anew, ms. */
const standsWithin = 3_000;

/** Somebody in a call: his requests, his voice, and what he hears. */
export interface Person {
  readonly part: Part;
  readonly id: string;
  /** Asks again while the server is being started anew; a refusal is thrown. */
  ask<T = unknown>(method: string, path: string, body?: unknown): Promise<T>;
  /** Brings his media into the call, or brings it anew. */
  connect(callId: string): Promise<void>;
  /** When the engine was lost he connects anew, as clients do. */
  follow(callId: string): Promise<void>;
  /** When nothing has come to him for a while, he brings his media anew; asked for again and again. */
  mend(callId: string): void;
  /** The address of his machine is another one. */
  moveTo(address: string): void;
  /** His program is gone: no voice, no requests. */
  die(): Promise<void>;
  isDead(): boolean;
  hears(): Part[];
  /** For how long nothing has come to him. */
  silentMs(): number;
  /** When the first packet came over the connection that he has now, by `performance.now()`. */
  firstSound(): number | null;
}

/** How long a request may be repeated while no server answers, ms. */
const patience = 40_000;

async function again<T>(work: () => Promise<T>): Promise<T> {
  for (const until = Date.now() + patience; ; await sleep(100)) {
    try {
      return await work();
    } catch (error) {
      // What the server itself says is an answer, but for its media being started anew.
      const { code } = error as { code?: string };
      const isRefusal = code !== undefined && code !== "call.media_failed" && code !== "server.busy";
      const isAnswer = isRefusal && /^[a-z_]+\.[a-z_]+$/.test(code);
      if (isAnswer || Date.now() > until) throw error;
    }
  }
}

interface Given {
  readonly server: string;
  readonly part: Part;
  readonly id: string;
  readonly token: string;
  readonly address: string;
}

/** A person with a sign-in of his own. */
export function createPerson({ server, part, id, token, ...given }: Given): Person {
  const side = part === "customer" ? "/visitor/calls" : "/calls";
  const device = randomUUID();
  let peer: TestingPeer | undefined;
  let epoch = 0;
  let isDead = false;
  let { address } = given;
  let triedAt = 0;
  /** Of a connection that was made anew too: a new one has heard nothing yet. */
  let heardAt = performance.now();
  const silentMs = () => {
    heardAt = Math.max(heardAt, peer?.packets.at(-1)?.at ?? 0);
    return performance.now() - heardAt;
  };

  const ask = <T>(method: string, path: string, body?: unknown): Promise<T> =>
    again(() =>
      call<T>(server, {
        ...{ method, path: `/api/v1${path}`, token, patience: 8_000 },
        ...(method !== "GET" && { body: body ?? {} }),
      }),
    );

  async function connect(callId: string): Promise<void> {
    silentMs();
    await peer?.close();
    const made = await createTestingPeer(part, { address, ports });
    made.listen();
    peer = made;
    const asked = { device, offer: made.offer() };
    const { answer } = await ask<{ answer: string }>("POST", `${side}/${callId}/connect`, asked);
    await made.take(answer).catch((cause: unknown) => {
      throw new Error(`the media of the ${part} did not come to stand`, { cause });
    });
    made.speakTone(tones[part]);
  }

  return {
    ...{ part, id, ask, connect },
    async follow(callId) {
      if (isDead || !peer) return;
      const mine =
        part === "customer"
          ? [await ask<{ id: string; mediaEpoch: number } | null>("GET", "/visitor/calls/current")]
          : await ask<{ id: string; mediaEpoch: number }[]>("GET", "/calls/mine");
      const now = mine.find((one) => one?.id === callId);
      if (!now || now.mediaEpoch === epoch) return;
      epoch = now.mediaEpoch;
      await connect(callId);
    },
    mend(callId) {
      const now = performance.now();
      if (isDead || silentMs() < silentAfter || now - triedAt < standsWithin) return;
      triedAt = now;
      // Without a line it comes to nothing, and is tried again.
      connect(callId).catch(() => {});
    },
    moveTo(other) {
      address = other;
    },
    isDead: () => isDead,
    async die() {
      isDead = true;
      await peer?.close();
      peer = undefined;
    },
    silentMs,
    firstSound: () => peer?.packets[0]?.at ?? null,
    hears() {
      const heard = peer?.tonesHeard(Object.values(tones)) ?? [];
      return (Object.keys(tones) as Part[]).filter((one) => heard.includes(tones[one])).sort();
    },
  };
}
