import { randomUUID } from "node:crypto";
import { createTestingPeer, type TestingPeer } from "#server/media/embedded/testing-peer.ts";
import type { LiveCall } from "#shared/contract/calls.ts";
import type { VisitorCall } from "#shared/contract/visitor-calls.ts";
import type { Answer, SignedIn, TestWorkspace } from "./fixtures.ts";
import type { TestServer } from "./start-test-server.ts";
import { accept, type End, eventually, openDesk, ready, sites, visitorToken } from "./talk.ts";

/** Everybody speaks in a tone of his own, Hz. */
export const tones = { customer: 440, ana: 1_000, bruno: 1_700, sofia: 2_600, marco: 3_500 } as const;
type Voice = keyof typeof tones;

const address = { address: "127.0.0.1", ports: [21_000, 21_900] } as const;

/** Somebody who calls or is called: an end of the product, and a voice. */
export interface Caller {
  readonly voice: Voice;
  http(method: string, path: string, body?: unknown): Promise<Answer>;
  /** Brings his media into the call, and speaks. */
  connect(callId: string, how?: { takeOver?: boolean; device?: string }): Promise<void>;
  /** Connects with the engine outside of any call. */
  tryOut(): Promise<void>;
  /** Whose tones he hears now. */
  hears(): Voice[];
  /** He hears something, a tone or music. */
  isPlayedTo(): boolean;
  readonly device: string;
  close(): Promise<void>;
}

function aCaller(voice: Voice, http: Caller["http"], path: string): Caller {
  const device = randomUUID();
  let peer: TestingPeer | undefined;
  async function tryOut(): Promise<void> {
    peer = await createTestingPeer(voice, address);
    peer.listen();
    const { status, body } = await http("POST", "/calls/try", { offer: peer.offer() });
    if (status !== 200) throw new Error(`the trial answered ${status}: ${JSON.stringify(body)}`);
    await peer.take(body.answer);
    peer.speakTone(tones[voice]);
  }
  return {
    voice,
    http,
    device,
    tryOut,
    async connect(callId, { takeOver = false, device: named = device } = {}) {
      await peer?.close();
      peer = await createTestingPeer(voice, address);
      peer.listen();
      const asked = { device: named, offer: peer.offer(), ...(takeOver && { takeOver }) };
      const { status, body } = await http("POST", `${path}/${callId}/connect`, asked);
      if (status !== 200) throw new Error(`connect answered ${status}: ${JSON.stringify(body)}`);
      await peer.take(body.answer);
      peer.speakTone(tones[voice]);
    },
    hears: () => {
      const heard = peer?.tonesHeard(Object.values(tones)) ?? [];
      return (Object.keys(tones) as Voice[]).filter((one) => heard.includes(tones[one])).sort();
    },
    isPlayedTo: () => (peer?.loudness() ?? 0) > 0.003,
    async close() {
      await peer?.close();
      peer = undefined;
    },
  };
}

/** Somebody of the staff with his desk open. */
export interface Colleague extends Caller {
  readonly user: SignedIn;
  readonly desk: End;
  /** The newest that he was told of a call. */
  told(callId: string): LiveCall | undefined;
}

export async function aColleague(
  server: TestServer,
  shop: TestWorkspace,
  voice: Exclude<Voice, "customer">,
  role: string,
  queues: readonly string[] = ["Orders"],
  /** Whose group he leads. */
  leads: readonly Colleague[] = [],
): Promise<Colleague> {
  const person = await server.user(shop, { name: voice, role, queues });
  if (leads.length > 0)
    await server.group(shop, { leaders: [person], members: leads.map(({ user: one }) => one) });
  const user = await server.signIn(person);
  const desk = await openDesk(server, user);
  return {
    ...aCaller(voice, desk.http, "/calls"),
    user,
    desk,
    told: (callId) => desk.heard<LiveCall>("call.changed").findLast(({ id }) => id === callId),
  };
}

export interface CallingCustomer extends Caller {
  readonly token: string;
  readonly call: VisitorCall;
  now(): Promise<VisitorCall | null>;
}

/** A customer who calls from the page; his media is there, and he waits. */
export async function aCallingCustomer(
  server: TestServer,
  shop: TestWorkspace,
  medium: "voice" | "video" = "voice",
): Promise<CallingCustomer> {
  const { visitorToken: token } = await visitorToken(server, shop);
  const headers = { authorization: `Bearer ${token}` };
  const http: Caller["http"] = (method, path, body) =>
    server.request(method, `/api/v1${path}`, { headers, body });
  const { status, body } = await http("POST", "/visitor/calls", {
    clientId: randomUUID(),
    medium,
    name: "João",
  });
  if (status !== 200) throw new Error(`calling answered ${status}: ${JSON.stringify(body)}`);
  const caller = aCaller("customer", http, "/visitor/calls");
  await caller.connect(body.id);
  return {
    ...caller,
    token,
    call: body,
    now: async () => (await http("GET", "/visitor/calls/current")).body,
  };
}

/** Ana, who talks with a customer. */
export async function aCall(server: TestServer, shop?: TestWorkspace) {
  const home = shop ?? (await server.workspace({ queues: ["Orders", "Billing"], allowedSites: sites }));
  const ana = await aColleague(server, home, "ana", "agent");
  await ready(ana.desk);
  const customer = await aCallingCustomer(server, home);
  const { id } = customer.call;
  await accept(ana.desk, customer.call.conversationId ?? "");
  await eventually(() => ana.told(id), "the call at her desk");
  await ana.connect(id);
  await heardBy(customer, ["ana"]);
  await heardBy(ana, ["customer"]);
  return { shop: home, ana, customer, id, conversationId: customer.call.conversationId ?? "" };
}

/** Waits until somebody hears exactly these, and still does a little later. */
export async function heardBy(caller: Caller, voices: readonly Voice[]): Promise<void> {
  const wanted = voices.toSorted().join();
  const isSo = () => caller.hears().join() === wanted;
  const said = () => `${caller.voice} hears ${voices.join(" and ") || "nobody"} (he hears ${caller.hears()})`;
  const until = Date.now() + 8_000;
  for (let since = 0; ; ) {
    if (!isSo()) since = 0;
    else if (since === 0) since = Date.now();
    else if (Date.now() - since > 250) return;
    if (Date.now() > until) throw new Error(said());
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
