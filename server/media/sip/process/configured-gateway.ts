import { setTimeout as pause } from "node:timers/promises";
import { type Gateway, openGateway } from "../gateway.ts";
import type { GatewayOptions } from "../gateway-options.ts";
import type { Configured, GatewaySetup } from "./protocol.ts";

interface Given {
  readonly events: GatewayOptions["events"];
  /** How many calls stand: none of them is cut by another setting. */
  readonly standing: () => number;
}

/** A call that is over here has to be said goodbye to before its socket is closed. */
const goodbyeMs = 1_000;

const withoutTrunks = ({ trunks: _, ...setup }: GatewaySetup): string => JSON.stringify(setup);

/** The gateway as it was last asked to be, as far as that cuts no call; changes go in turn. */
export function createConfiguredGateway({ events, standing }: Given) {
  let gateway: Gateway | undefined;
  let current: GatewaySetup | undefined;
  let waiting: GatewaySetup | undefined;
  let endedAt = Number.NEGATIVE_INFINITY;
  let turn: Promise<unknown> = Promise.resolve();

  async function reopen(setup: GatewaySetup): Promise<Configured> {
    await pause(Math.max(0, endedAt + goodbyeMs - performance.now()));
    await gateway?.close();
    gateway = undefined;
    current = undefined;
    const { tls, ...rest } = setup;
    gateway = await openGateway({ ...rest, ...(tls ? { tls } : {}), events });
    current = setup;
    return { applied: true, ports: gateway.ports, without: gateway.without };
  }

  async function configure(setup: GatewaySetup): Promise<Configured> {
    waiting = undefined;
    if (!gateway || !current) return await reopen(setup);
    const isSame = withoutTrunks(setup) === withoutTrunks(current);
    if (!isSame && standing() === 0) return await reopen(setup);
    if (!isSame) waiting = setup;
    // The lines can change at once, whatever else has to wait.
    const without = await gateway.setTrunks(setup.trunks);
    current = { ...current, trunks: setup.trunks };
    return { applied: isSame, ports: gateway.ports, without };
  }

  const inTurn = (setup: () => GatewaySetup | undefined): Promise<Configured | undefined> => {
    const mine = turn.then(async () => {
      const wanted = setup();
      return wanted && (await configure(wanted));
    });
    turn = mine.catch(() => {});
    return mine;
  };

  return {
    there: (): Gateway | undefined => gateway,
    configure: async (setup: GatewaySetup): Promise<Configured> => (await inTurn(() => setup)) as Configured,
    /** A call is over: what had to wait for the last one is done now. */
    async callEnded(): Promise<void> {
      endedAt = performance.now();
      if (!waiting || standing() > 0) return;
      try {
        await inTurn(() => (standing() === 0 ? waiting : undefined));
      } catch (error) {
        events.note("sip.not_configured", { message: String(error) });
      }
    },
    close: async (): Promise<void> => gateway?.close(),
  };
}
