import { createServer } from "node:net";
import type { MessageConnection, RequestType } from "vscode-jsonrpc/node";
import { attendServers } from "../../process/attend-servers.ts";
import { openDoor } from "../../process/door.ts";
import { createConfiguredGateway } from "./configured-gateway.ts";
import { createKeptLegs, type KeptLeg, type KeptLegs } from "./kept-legs.ts";
import { news, requests } from "./protocol.ts";
import { openSoundLink } from "./sound-link.ts";

interface ServeOptions {
  /** A path in a folder that only our own user may enter; who can open it may telephone. */
  readonly socketPath: string;
  /** Nobody has been connected and no call stood for this long. */
  readonly onForsaken: () => void;
  readonly forsakenMs: number;
  note(what: string, about: Readonly<Record<string, unknown>>): void;
}

/** A line for each command of a leg. */
function answerForLegs(server: MessageConnection, legs: KeptLegs): void {
  const on = <P extends { readonly legId: string }>(
    request: RequestType<P, null, void>,
    command: (one: KeptLeg, given: P) => void,
  ): void => {
    server.onRequest(request, (given) => {
      const one = legs.find(given.legId);
      if (one) command(one, given);
      return null;
    });
  };
  on(requests.ring, ({ leg }) => leg?.ring());
  on(requests.earlyMedia, ({ leg }) => leg?.earlyMedia());
  on(requests.answer, ({ leg }) => leg?.answer());
  on(requests.hangUp, ({ leg }, { cause }) => leg?.hangUp(cause));
  on(requests.answerRefer, ({ refer }, { accept }) => (accept ? refer?.accept() : refer?.refuse()));
  on(requests.referFinished, ({ refer }, { reached }) => refer?.finished(reached));
  const of = (legId: string) => legs.find(legId)?.leg;
  server.onRequest(requests.hold, ({ legId }) => of(legId)?.hold() ?? false);
  server.onRequest(requests.resume, ({ legId }) => of(legId)?.resume() ?? false);
  server.onRequest(requests.transfer, ({ legId, number }) => of(legId)?.transfer(number) ?? false);
  server.onRequest(requests.sendDigits, ({ legId, digits }) => of(legId)?.sendDigits(digits) ?? false);
  server.onRequest(requests.stats, ({ legId }) => of(legId)?.stats() ?? null);
}

/** A server that is started anew has so long to take over what rings, ms. */
const unattendedMs = 2_000;

/** Answers servers on a local socket. Calls go on while none is connected: a server that restarts finds them again. */
export function serveGateway({ socketPath, onForsaken, forsakenMs, note }: ServeOptions) {
  let unattended: NodeJS.Timeout | undefined;
  const servers = attendServers({
    answer,
    socketPath,
    isNeeded: () => legs.standing() > 0,
    onForsaken,
    forsakenMs,
    changed(alone) {
      clearTimeout(unattended);
      if (alone) unattended = setTimeout(refuseUnattended, unattendedMs);
    },
  });
  const { tellAll } = servers;
  const legs = createKeptLegs({
    leg(record) {
      tellAll(news.leg, record);
      if (record.state === "ended") void gateway.callEnded();
    },
    key: (legId, key, durationMs) => tellAll(news.key, { legId, key, durationMs }),
    refer: (legId, target) => tellAll(news.refer, { legId, target }),
  });
  const gateway = createConfiguredGateway({
    standing: legs.standing,
    events: {
      incoming(leg) {
        // Without a server nobody decides whom it rings for: the carrier may try another gateway.
        if (servers.isAlone()) return "failed";
        const expected = legs.expect();
        queueMicrotask(() => expected.name(leg));
        return expected.events;
      },
      registration: (trunkId, state) => tellAll(news.registration, { trunkId, state }),
      note,
    },
  });

  const isOver = ({ record }: KeptLeg) => record.state === "ended";

  async function openSound(legId: string, enginePort: number) {
    const one = legs.find(legId);
    if (!one?.leg || isOver(one)) return null;
    const { leg } = one;
    const sources = new Set<string>();
    const hear = (source: string, packet: Uint8Array): void => {
      // A leg has few to hear; more is somebody's mistake, and each costs a decoder.
      if (sources.size < 16) sources.add(source);
      if (sources.has(source)) leg.hear(source, packet);
    };
    const link = await openSoundLink(enginePort, hear, () => {
      const { packetsReceived: received, packetsLost: lost, jitterMs } = leg.stats();
      return { received, lost, jitterMs };
    });
    if (isOver(one)) {
      link.close();
      return null;
    }
    one.sound?.close();
    one.sound = link;
    return { port: link.port };
  }

  function answer(server: MessageConnection): void {
    server.onRequest(requests.hello, () => ({
      pid: process.pid,
      legs: legs.records(),
      registrations: Object.fromEntries(gateway.there()?.registrations() ?? []),
    }));
    server.onRequest(requests.configure, (setup) => gateway.configure(setup));
    server.onRequest(requests.call, async (wish) => {
      const there = gateway.there();
      if (!there) return { refused: "not_configured" };
      const expected = legs.expect();
      const result = await there.call(wish, expected.events);
      if ("refused" in result) return result;
      expected.name(result.leg);
      return { legId: result.leg.id };
    });
    answerForLegs(server, legs);
    server.onRequest(requests.leave, () => {
      const goes = servers.count() <= 1 && legs.standing() === 0;
      // After the answer.
      if (goes) setImmediate(onForsaken);
      return goes;
    });
    server.onRequest(requests.openSound, ({ legId, enginePort }) => openSound(legId, enginePort));
  }

  /** What rang when the last server went, and no other has come to look at: nobody will ever answer it. */
  function refuseUnattended(): void {
    for (const { id, direction, state } of legs.records())
      if (direction === "in" && (state === "calling" || state === "ringing"))
        legs.find(id)?.leg?.hangUp("failed");
  }

  const door = createServer(servers.attend);

  return {
    /** False when another gateway answers there already. */
    async listen(): Promise<boolean> {
      if (!(await openDoor(door, socketPath))) return false;
      servers.watch();
      return true;
    },
    async stop(): Promise<void> {
      clearTimeout(unattended);
      door.close();
      servers.stop();
      await gateway.close();
    },
  };
}
