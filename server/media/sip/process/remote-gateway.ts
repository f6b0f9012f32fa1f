import { setTimeout as pause } from "node:timers/promises";
import type { MessageConnection } from "vscode-jsonrpc/node";
import type { EndCause } from "#shared/domain/calls/index.ts";
import { openRemoteProcess } from "../../process/remote-process.ts";
import type { PhoneParty } from "../leg/phone-leg.ts";
import type { RegistrationState } from "../trunk/registration.ts";
import type { PhoneProcessStart } from "./main.ts";
import { type GatewaySetup, news, type PhoneHello, type PhoneLegRecord, requests } from "./protocol.ts";

export interface RemoteGatewayEvents {
  /** A phone's part of a call has changed, or has come: of two records the one with the higher version is the newer. */
  leg(record: PhoneLegRecord): void;
  /** A key was pressed on a phone. */
  key(legId: string, key: string): void;
  /** A phone asks to be connected with somebody else; to be answered by `answerRefer`. */
  refer(legId: string, target: string): void;
  /** Whether a line's carrier knows where we are. */
  registration(trunkId: string, state: RegistrationState): void;
  /** The process is gone, and every phone's call with it; a new one is being started. */
  lost(): void;
  /**
   * A process answers, set up as it was last asked to be. The legs it knows of: those that stood while the server was away,
   * and how others ended; none after an end of its own.
   */
  ready(legs: readonly PhoneLegRecord[]): void;
  /** A new process cannot be set up as the one before: the reason. It is tried again until it can. */
  unconfigured?(reason: string): void;
}

interface RemoteGatewayOptions {
  /** Holds the socket and the log; made with rights for our own user alone. */
  readonly folder: string;
  readonly forsakenMs?: number;
  readonly events: RemoteGatewayEvents;
}

/** Lines are taken back and ports opened. */
const configureMs = 30_000;
/** The phone is asked, over a network that may repeat itself for half a minute (RFC 3261 17.1.1.2). */
const phoneMs = 40_000;
const againMs = 2_000;
/** An idle process goes at once. */
const leaveMs = 2_000;

/**
 * The phone line's process, adopted when it runs already and started when it does not, whenever it is missing. Commands
 * throw `MediaRefusal` when it does not answer.
 */
export async function openRemoteGateway({ folder, forsakenMs = 60_000, events }: RemoteGatewayOptions) {
  let wanted: GatewaySetup | undefined;
  let stopped = false;

  /** As it was last asked to be: a process that was started anew knows of no line. */
  async function setUpAgain(line: MessageConnection, setup: GatewaySetup): Promise<void> {
    const its = remote.pid();
    while (!stopped && wanted === setup && remote.pid() === its) {
      try {
        await line.sendRequest(requests.configure, setup as never);
        return;
      } catch (error) {
        if (remote.pid() !== its) return;
        events.unconfigured?.(error instanceof Error ? error.message : String(error));
        await pause(againMs, undefined, { ref: false });
      }
    }
  }

  async function ready({ legs, registrations }: PhoneHello, line: MessageConnection): Promise<void> {
    for (const [trunkId, state] of Object.entries(registrations)) events.registration(trunkId, state);
    if (wanted) await setUpAgain(line, wanted);
    events.ready(legs);
  }

  const remote = await openRemoteProcess({
    folder,
    name: "phone",
    main: new URL("./main.ts", import.meta.url),
    given: (socketPath): PhoneProcessStart => ({ socketPath, forsakenMs }),
    hear: (line) => hearNews(line, events),
    greet: (line) => line.sendRequest(requests.hello, {}),
    ready: (hello, line) => void ready(hello, line),
    lost: () => events.lost(),
  });
  const { ask, pid } = remote;
  const tell = async (asked: Promise<null>): Promise<void> => void (await asked);

  return {
    pid,
    /** Lines may change at any time; addresses and ports once no call stands (`applied` is false until then). */
    async configure(setup: GatewaySetup) {
      wanted = setup;
      return await ask(requests.configure, setup, configureMs);
    },
    /** Calls a number on a line, or says why not. The leg's way is told by `leg`. */
    call: (wish: { readonly trunkId: string; readonly number: string; readonly from: PhoneParty }) =>
      ask(requests.call, wish),
    /** A caller hears that it rings here. */
    ring: (legId: string) => tell(ask(requests.ring, { legId })),
    /** A caller hears us before we answer. */
    earlyMedia: (legId: string) => tell(ask(requests.earlyMedia, { legId })),
    answer: (legId: string) => tell(ask(requests.answer, { legId })),
    hangUp: (legId: string, cause: EndCause) => tell(ask(requests.hangUp, { legId, cause })),
    hold: (legId: string) => ask(requests.hold, { legId }, phoneMs),
    resume: (legId: string) => ask(requests.resume, { legId }, phoneMs),
    /** @returns whether the phone's side takes it upon itself; the leg ends as `transferred` when it reached the number. */
    transfer: (legId: string, number: string) => ask(requests.transfer, { legId, number }, phoneMs),
    sendDigits: (legId: string, digits: string) => ask(requests.sendDigits, { legId, digits }),
    answerRefer: (legId: string, accept: boolean) => tell(ask(requests.answerRefer, { legId, accept })),
    referFinished: (legId: string, reached: boolean) => tell(ask(requests.referFinished, { legId, reached })),
    /** Where the engine takes the leg's sound (`addPhoneLeg`). @returns the gateway's end for `connectPhoneLeg`; null: the leg is over. */
    openSound: (legId: string, enginePort: number) => ask(requests.openSound, { legId, enginePort }),
    /** Of the line between the gateway and the phone; null: the leg is over. */
    stats: (legId: string) => ask(requests.stats, { legId }),
    /** All legs that are known, those that ended lately too. */
    legs: async (): Promise<readonly PhoneLegRecord[]> => (await ask(requests.hello, {})).legs,
    /** Lets go of it; its calls go on, and the next server finds them. Without a call it ends, before this resolves. */
    async stop(): Promise<void> {
      stopped = true;
      const pid = remote.pid();
      remote.mayGo();
      const goes = pid > 0 && (await ask(requests.leave, {}, leaveMs).catch(() => false));
      remote.stop();
      if (goes) await ended(pid);
    },
  };
}
export type RemoteGateway = Awaited<ReturnType<typeof openRemoteGateway>>;

/** Resolves when a process is gone, or does not go in time. */
async function ended(pid: number): Promise<void> {
  for (const until = Date.now() + leaveMs; Date.now() < until; await pause(20))
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
}

function hearNews(line: MessageConnection, events: RemoteGatewayEvents): void {
  line.onNotification(news.leg, (record) => events.leg(record));
  line.onNotification(news.key, ({ legId, key }) => events.key(legId, key));
  line.onNotification(news.refer, ({ legId, target }) => events.refer(legId, target));
  line.onNotification(news.registration, ({ trunkId, state }) => events.registration(trunkId, state));
}
