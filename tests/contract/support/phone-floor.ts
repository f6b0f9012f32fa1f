import { randomUUID } from "node:crypto";
import { createToneEar, createToneMaker, loudnessOf } from "#server/media/embedded/testing-tones.ts";
import type { PhoneLeg } from "#server/media/sip/leg/phone-leg.ts";
import { openTestingGateway } from "#server/media/sip/testing/testing-gateway.ts";
import { tones } from "./call-floor.ts";
import type { TestWorkspace } from "./fixtures.ts";
import type { TestServer } from "./start-test-server.ts";

type Voice = keyof typeof tones;
type Listener = {
  readonly frames: readonly Uint8Array[];
  readonly ends: readonly { readonly cause: string }[];
};

/** A telephone in a call with us: it speaks in a tone, and tells whose it hears. */
export interface Telephone {
  readonly voice: Voice;
  readonly leg: PhoneLeg;
  hears(): Voice[];
  isPlayedTo(): boolean;
  /** How its call ended, if it has. */
  ended(): string | undefined;
  close(): void;
}

/** `frames`: what it hears, as it comes. */
export function aTelephone(voice: Voice, leg: PhoneLeg, listener: Listener): Telephone {
  const tone = createToneMaker(tones[voice]);
  const ear = createToneEar();
  let taken = 0;
  const timer = setInterval(() => {
    leg.hear(voice, tone());
    for (; taken < listener.frames.length; taken++) ear.hear(Buffer.from(listener.frames[taken] ?? []));
  }, 20);
  timer.unref();
  const others = Object.keys(tones) as Voice[];
  return {
    voice,
    leg,
    hears: () => others.filter((one) => loudnessOf(tones[one], ear.last(300)) > -40).sort(),
    isPlayedTo: () => ear.last(300).some((sample) => Math.abs(sample) > 300),
    ended: () => listener.ends[0]?.cause,
    close: () => clearInterval(timer),
  };
}

/** The telephone network, on this machine: its phones call us, and are called by us. */
export async function aTelephoneNetwork(sipPort: number, take?: (leg: PhoneLeg) => void) {
  const floor = await openTestingGateway({
    trunk: { domain: `127.0.0.1:${sipPort}`, allowedPrefixes: ["+", "1"] },
    ...(take && { take }),
    rtpPorts: [24_400, 24_598],
  });
  return {
    port: floor.port ?? 0,
    /** A phone calls one of our numbers. */
    async calls(number: string, voice: Voice = "customer"): Promise<Telephone> {
      const { leg, ...listener } = await floor.call(number);
      if (!leg) throw new Error(`the network does not call ${number}`);
      return aTelephone(voice, leg, listener);
    },
    /** The newest phone that we called. */
    rung(voice: Voice = "customer"): Telephone | undefined {
      const [leg, listener] = [floor.legs.at(-1), floor.listeners.at(-1)];
      return leg && listener ? aTelephone(voice, leg, listener) : undefined;
    },
    legs: floor.legs,
    listeners: floor.listeners,
    close: () => floor.gateway.close(),
  };
}

/** A line to that network, with one number of ours. */
export async function aPhoneLine(
  { server }: TestServer,
  shop: TestWorkspace,
  {
    networkPort,
    number,
    queue = "Orders",
    settings = {},
  }: {
    readonly networkPort: number;
    readonly number: string;
    readonly queue?: string;
    readonly settings?: object;
  },
): Promise<{ readonly lineId: string; readonly numberId: string }> {
  const { pool } = server.database;
  const [lineId, numberId] = [randomUUID(), randomUUID()];
  const line = {
    ...{
      protocol: "UDP",
      domain: `127.0.0.1:${networkPort}`,
      proxy: null,
      user: null,
      registerSeconds: null,
    },
    ...{ sources: ["127.0.0.1"], allowedPrefixes: ["+39"], blockedPrefixes: ["+39899"], maxCalls: 10 },
    ...{ callsPerSecond: 20, codecs: ["PCMA", "PCMU"], sessionSeconds: 1_800, ...settings },
  };
  await pool.query("insert into phone_lines (id, workspace_id, name, settings) values ($1, $2, $3, $4)", [
    lineId,
    shop.id,
    `Line ${lineId}`,
    JSON.stringify(line),
  ]);
  await pool.query(
    `insert into phone_numbers (id, workspace_id, line_id, number, label, queue_id)
     select $1, $2, $3, $4, 'Shop', q.id from queues q where q.workspace_id = $2 and q.name = $5`,
    [numberId, shop.id, lineId, number, queue],
  );
  return { lineId, numberId };
}
