import type { RoutingMatrix } from "#shared/domain/calls/index.ts";
import { type MediaEngine, type MediaEngineEvents, MediaRefusal } from "../media-engine.ts";
import type { MediaAddress } from "./peer-settings.ts";
import { type LastHeard, privacyGate } from "./privacy-gate.ts";
import { createWebLeg, type WebLeg } from "./web-leg.ts";

interface Room {
  readonly legs: Map<string, WebLeg>;
  /** By kind and leg. */
  readonly lastHeard: Map<string, LastHeard>;
  version: number;
  matrix: RoutingMatrix;
}

export interface EmbeddedEngineDeps {
  readonly address: MediaAddress;
  readonly events: MediaEngineEvents;
  /** Milliseconds that never go back. */
  readonly now?: () => number;
  /** How long what was said before a listener was let in may be on its way. */
  readonly guardMs?: number;
}

const clockRates = { audio: 48_000, video: 90_000 } as const;

export interface EmbeddedEngine extends MediaEngine {
  /** The calls that have a leg here. */
  calls(): readonly string[];
}

/** Calls in this process: each leg's packets go to the legs whose row of the routing names it, and to no other. */
export function createEmbeddedEngine({
  address,
  events,
  now = () => performance.now(),
  guardMs = 200,
}: EmbeddedEngineDeps): EmbeddedEngine {
  const rooms = new Map<string, Room>();

  const roomOf = (callId: string): Room => {
    const room = rooms.get(callId) ?? { legs: new Map(), lastHeard: new Map(), version: 0, matrix: {} };
    rooms.set(callId, room);
    return room;
  };

  /** Gives a leg its row; a leg without one receives nothing. */
  function apply({ legs, lastHeard, matrix }: Room): void {
    const at = now();
    const gate = (kind: "audio" | "video") => (source: string) =>
      privacyGate(lastHeard.get(`${kind} ${source}`), at, clockRates[kind], guardMs);
    for (const [legId, leg] of legs) {
      const row = matrix[legId];
      leg.receive("audio", row?.audio ?? [], gate("audio"));
      leg.receive("video", row?.video ?? [], gate("video"));
    }
  }

  /** Whoever sees somebody new needs a whole picture to begin with. */
  function askForPictures({ legs }: Room, before: RoutingMatrix, after: RoutingMatrix): void {
    const newlySeen = Object.entries(after).flatMap(([legId, { video }]) =>
      video.filter((source) => !before[legId]?.video.includes(source)),
    );
    for (const source of new Set(newlySeen)) legs.get(source)?.askForPicture();
  }

  const legIn = (callId: string, legId: string): WebLeg => {
    const leg = rooms.get(callId)?.legs.get(legId);
    if (!leg) throw new MediaRefusal(`leg ${legId} of call ${callId} is not here`);
    return leg;
  };

  return {
    calls: () => [...rooms].filter(([, { legs }]) => legs.size > 0).map(([callId]) => callId),
    async addWebLeg(callId, legId, { offer, maySend }) {
      const room = roomOf(callId);
      await room.legs.get(legId)?.close();
      const leg = createWebLeg(address, maySend, {
        packet(kind, packet) {
          const at = now();
          room.lastHeard.set(`${kind} ${legId}`, { timestamp: packet.header.timestamp, at });
          for (const other of room.legs.values()) if (other !== leg) other.forward(kind, legId, packet, at);
        },
        state: (state) => {
          if (room.legs.get(legId) === leg) events.legState(callId, legId, state);
        },
      });
      room.legs.set(legId, leg);
      try {
        const answer = await leg.answer(offer);
        apply(room);
        askForPictures(room, {}, room.matrix);
        return { answer };
      } catch (error) {
        room.legs.delete(legId);
        await leg.close();
        throw error;
      }
    },
    async renegotiate(callId, legId, offer) {
      const answer = await legIn(callId, legId).answer(offer);
      apply(roomOf(callId));
      return { answer };
    },
    async removeLeg(callId, legId) {
      const room = rooms.get(callId);
      const leg = room?.legs.get(legId);
      room?.legs.delete(legId);
      await leg?.close();
    },
    async setRouting(callId, version, matrix) {
      const room = roomOf(callId);
      if (version < room.version) return false;
      const before = room.matrix;
      room.version = version;
      room.matrix = matrix;
      apply(room);
      askForPictures(room, before, matrix);
      return true;
    },
    async endCall(callId) {
      const room = rooms.get(callId);
      rooms.delete(callId);
      await Promise.all([...(room?.legs.values() ?? [])].map((leg) => leg.close()));
    },
    async stats(callId) {
      const legs = rooms.get(callId)?.legs ?? new Map<string, WebLeg>();
      return Object.fromEntries([...legs].map(([legId, leg]) => [legId, leg.stats()]));
    },
    async stop() {
      await Promise.all([...rooms.keys()].map((callId) => this.endCall(callId)));
    },
  };
}
