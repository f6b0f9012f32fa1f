import type { RoutingMatrix } from "#shared/domain/calls/index.ts";
import {
  type LegMediaState,
  type LegStats,
  MediaRefusal,
  type Sound,
  type WebLegOptions,
} from "../media-engine.ts";
import { createLegSounds, soundSource } from "../sounds/leg-sounds.ts";
import type { SoundClock } from "../sounds/sound-clock.ts";
import { soundLibrary } from "../sounds/sound-library.ts";
import { clockRates } from "./leg-slots.ts";
import type { MediaAddress } from "./peer-settings.ts";
import { type IsOpen, type LastHeard, privacyGate } from "./privacy-gate.ts";
import { createWebLeg, type WebLeg } from "./web-leg.ts";

export interface CallRoomDeps {
  readonly address: MediaAddress;
  readonly now: () => number;
  readonly guardMs: number;
  readonly soundClock: SoundClock;
  readonly legState: (legId: string, state: LegMediaState) => void;
}

/** The legs of one call and who hears whom; what changes it goes in turn, so that no leg is left over between two. */
export function createCallRoom({ address, now, guardMs, soundClock, legState }: CallRoomDeps) {
  const legs = new Map<string, WebLeg>();
  const lastHeard = new Map<string, LastHeard>();
  const sounds = createLegSounds({ clock: soundClock, library: soundLibrary(), ended: () => apply() });
  let version = 0;
  let matrix: RoutingMatrix = {};
  let over = false;
  let turn: Promise<unknown> = Promise.resolve();

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work);
    turn = mine.catch(() => {});
    return mine;
  };

  /** Gives each leg its row; a leg without one receives nothing. */
  function apply(): void {
    const at = now();
    const gate =
      (kind: "audio" | "video") =>
      (source: string): IsOpen =>
        privacyGate(lastHeard.get(`${kind} ${source}`), at, clockRates[kind], guardMs);
    for (const [legId, leg] of legs) {
      const row = matrix[legId];
      const sound = over ? undefined : sounds.wanted(legId, row);
      leg.receive("audio", [...(row?.audio ?? []), ...(sound ? [soundSource] : [])], gate("audio"));
      leg.receive("video", row?.video ?? [], gate("video"));
      sounds.settle(legId, leg, sound);
    }
  }

  /** Whoever sees somebody new needs a whole picture to begin with. */
  function askForPictures(before: RoutingMatrix): void {
    const newlySeen = Object.entries(matrix).flatMap(([legId, { video }]) =>
      video.filter((source) => !before[legId]?.video.includes(source)),
    );
    for (const source of new Set(newlySeen)) legs.get(source)?.askForPicture();
  }

  async function drop(legId: string): Promise<void> {
    const leg = legs.get(legId);
    legs.delete(legId);
    sounds.quiet(legId);
    for (const kind of ["audio", "video"]) lastHeard.delete(`${kind} ${legId}`);
    // Who comes again begins other numbers: to the others he is a new voice.
    for (const other of legs.values()) other.forget(legId);
    await leg?.close();
  }

  function newLeg(legId: string, maySend: WebLegOptions["maySend"]): WebLeg {
    const isMine = () => legs.get(legId) === leg;
    const leg = createWebLeg(address, maySend, {
      packet(kind, packet) {
        if (!isMine()) return;
        const at = now();
        lastHeard.set(`${kind} ${legId}`, { timestamp: packet.header.timestamp, at });
        for (const other of legs.values()) if (other !== leg) other.forward(kind, legId, packet, at);
      },
      state(state) {
        if (!isMine()) return;
        if (state === "closed") {
          legs.delete(legId);
          sounds.quiet(legId);
        }
        legState(legId, state);
      },
    });
    return leg;
  }

  return {
    hasLegs: () => legs.size > 0,
    add: (legId: string, { offer, maySend }: WebLegOptions) =>
      inTurn(async () => {
        if (over) throw new MediaRefusal("the call is over");
        if (legId === soundSource) throw new MediaRefusal(`no leg may be called ${soundSource}`);
        await drop(legId);
        const leg = newLeg(legId, maySend);
        legs.set(legId, leg);
        try {
          const answer = await leg.answer(offer);
          apply();
          askForPictures({});
          return { answer };
        } catch (error) {
          await drop(legId);
          throw error;
        }
      }),
    renegotiate: (legId: string, offer: string) =>
      inTurn(async () => {
        const leg = legs.get(legId);
        if (!leg) throw new MediaRefusal(`leg ${legId} is not here`);
        const answer = await leg.answer(offer);
        apply();
        return { answer };
      }),
    remove: (legId: string) =>
      inTurn(() => {
        sounds.askNoMore(legId);
        return drop(legId);
      }),
    play(legId: string, sound: Sound): void {
      if (!legs.has(legId)) throw new MediaRefusal(`leg ${legId} is not here`);
      sounds.ask(legId, sound);
      apply();
    },
    stopPlaying(legId: string): void {
      sounds.askNoMore(legId);
      apply();
    },
    /** At once, not in turn: whoever is no longer to be heard must not be heard while somebody else is still joining. */
    route(newVersion: number, wanted: RoutingMatrix): boolean {
      if (over || newVersion < version) return false;
      const before = matrix;
      version = newVersion;
      matrix = wanted;
      apply();
      askForPictures(before);
      return true;
    },
    end(): Promise<void> {
      over = true;
      matrix = {};
      apply();
      return inTurn(async () => {
        await Promise.all([...legs.keys()].map(drop));
      });
    },
    stats: (): Record<string, LegStats> =>
      Object.fromEntries([...legs].map(([legId, leg]) => [legId, leg.stats()])),
  };
}

export type CallRoom = ReturnType<typeof createCallRoom>;
