import type { Logger } from "pino";
import type { GatewaySetup, PhoneLegRecord } from "#server/media/sip/process/protocol.ts";
import type { RemoteGateway, RemoteGatewayEvents } from "#server/media/sip/process/remote-gateway.ts";
import type { RegistrationState } from "#server/media/sip/trunk/registration.ts";
import type { TrunkSettings } from "#server/media/sip/trunk/trunk-settings.ts";

/** Opens the gateway of this machine: adopts the one that runs, or starts one. */
export type OpenGateway = (events: RemoteGatewayEvents) => Promise<RemoteGateway>;

/** How this server speaks with the telephone network, whatever lines there are. */
export type LineSetup = Omit<GatewaySetup, "trunks">;

/** What the phone feature hears of the gateway. */
export interface LineNews {
  leg(record: PhoneLegRecord): void;
  refer(legId: string): void;
  /** A telephone has pressed a key. */
  key(legId: string, key: string): void;
  /** A gateway answers: these are all the telephones that it has. */
  ready(legs: readonly PhoneLegRecord[]): void;
}

interface Given {
  readonly log: Logger;
  /** The name of the gateway that `open` finds: the same after every restart. */
  readonly node: string;
  readonly setup: LineSetup;
  readonly open: OpenGateway;
}

/** The phone process as the phone feature has it: opened when there is a line, and told of every line that there is. */
export function createPhoneLine({ log, node, setup, open }: Given) {
  let opening: Promise<RemoteGateway> | undefined;
  let news: LineNews | undefined;
  let trunks: readonly TrunkSettings[] = [];
  let told = "";
  let trouble: "waiting" | "failed" | null = null;
  const registrations = new Map<string, RegistrationState>();

  const gateway = (): Promise<RemoteGateway> => {
    opening ??= open({
      leg: (record) => news?.leg(record),
      key: (legId, key) => news?.key(legId, key),
      refer: (legId) => news?.refer(legId),
      registration: (trunkId, state) => void registrations.set(trunkId, state),
      unconfigured(reason) {
        trouble = "failed";
        log.warn({ reason }, "the phone process cannot be set up; it is tried again");
      },
      lost() {
        registrations.clear();
        log.warn("the phone process is gone; another one is being started");
      },
      ready: (legs) => news?.ready(legs),
    }).catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };

  /** Tells the gateway of all lines, if it has not been told so already. */
  async function configure(): Promise<void> {
    const wanted = JSON.stringify(trunks);
    if (wanted === told || (trunks.length === 0 && !opening)) return;
    try {
      const { applied } = await (await gateway()).configure({ ...setup, trunks: [...trunks] });
      trouble = applied ? null : "waiting";
      if (applied) told = wanted;
    } catch (error) {
      trouble = "failed";
      throw error;
    }
  }

  return {
    node,
    /** The protocols that this server listens for; a line of another one is not there. */
    listens: setup.listen,
    address: setup.publicAddress,
    listen(heard: LineNews): void {
      news = heard;
    },
    /** These are the lines from now on. What stands goes on. */
    async have(lines: readonly TrunkSettings[]): Promise<void> {
      trunks = lines.filter(({ protocol }) => setup.listen[protocol] !== undefined);
      await configure();
    },
    /** Null before there is a line. */
    open: (): boolean => opening !== undefined,
    gateway,
    /** `waiting`: what was changed last is told when no call stands; `failed`: the log says why. */
    trouble: () => trouble,
    stateOf: (lineId: string): RegistrationState | undefined => registrations.get(lineId),
    async stop(): Promise<void> {
      await (await opening?.catch(() => undefined))?.stop();
    },
  };
}
export type PhoneLine = ReturnType<typeof createPhoneLine>;
