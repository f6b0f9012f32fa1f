import type { Logger } from "pino";
import {
  type CallLevels,
  type LegStates,
  type LegStats,
  type MediaEngine,
  type MediaEngineEvents,
  MediaRefusal,
} from "#server/media/media-engine.ts";
import { whoHears } from "#shared/domain/calls/index.ts";
import { fail } from "#shared/errors/app-error.ts";
import type { CallRow } from "./call-rows.ts";

/** Opens the engine of this machine: adopts the one that runs, or starts one. */
export type OpenEngine = (
  events: MediaEngineEvents & { lost(): void; ready(calls: readonly string[]): void },
) => Promise<MediaEngine>;

interface Given {
  readonly log: Logger;
  /** The name of the engine that `open` finds: the same after every restart. */
  readonly node: string;
  readonly open: OpenEngine;
}

/** What the call service hears of the engine. */
export interface MediaNews {
  readonly legState: MediaEngineEvents["legState"];
  /** An engine answers: perhaps not the one from before. */
  readonly ready: () => void;
  readonly levels: (callId: string, levels: CallLevels) => void;
  /** Figures of legs that are about to go. */
  readonly measured: (callId: string, stats: Readonly<Record<string, LegStats>>) => Promise<void>;
}

/**
 * The media engine as the call service has it: opened when the first call needs it, since most servers of a test and many
 * of small companies never carry one.
 */
export function createCallMedia({ log, node, open }: Given) {
  let opening: Promise<MediaEngine> | undefined;
  let news: MediaNews | undefined;

  function engine(): Promise<MediaEngine> {
    opening ??= open({
      legState: (callId, legId, state) => news?.legState(callId, legId, state),
      levels: (callId, levels) => news?.levels(callId, levels),
      lost: () => log.warn("the media engine is gone; another one is being started"),
      ready: () => news?.ready(),
    }).catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  }

  const refused = (error: unknown): never => {
    if (!(error instanceof MediaRefusal)) throw error;
    log.warn({ err: error }, "the media engine refused");
    return fail("call.media_failed");
  };

  const unsure = new Set<string>();

  /** Keeps the figures of those who go: afterwards nobody knows them. They are worth less than the end itself. */
  async function measure(there: MediaEngine, { id, legs, cause }: CallRow["call"]): Promise<void> {
    try {
      const stats = await there.stats(id);
      const going = legs.filter((leg) => stats[leg.id] && (cause !== null || leg.state === "gone"));
      if (going.length === 0) return;
      const figures = Object.fromEntries(going.map(({ id: legId }) => [legId, stats[legId] as LegStats]));
      await news?.measured(id, figures);
    } catch (error) {
      log.warn({ err: error, callId: id }, "how a call sounded could not be kept");
    }
  }

  async function putInForce(there: MediaEngine, call: CallRow["call"]): Promise<void> {
    // First of all nobody hears any more whom he must not; of a call that is over nobody hears anybody.
    await there.setRouting(call.id, call.version, whoHears(call));
    await measure(there, call);
    if (call.cause !== null) {
      await there.endCall(call.id);
      return;
    }
    for (const leg of call.legs) if (leg.state === "gone") await there.removeLeg(call.id, leg.id);
    // The meter of what the customer really hears is for supervisors alone.
    await there.watchLevels(
      call.id,
      call.legs.some((leg) => leg.party === "supervisor" && leg.state === "joined"),
    );
  }

  /** Of another engine nobody here can say what is in force there, least of all who hears a whisper. */
  function elsewhere(callId: string, mediaNode: string): never {
    log.warn({ callId, mediaNode, node }, "the call is in the media engine of another server");
    return fail("call.media_failed", { callId });
  }

  return {
    node,
    listen(heard: MediaNews): void {
      news = heard;
    },
    /** Puts the call's routing in force, or ends it there. Resolves when the engine has acknowledged it. */
    async apply({ call, mediaNode }: Pick<CallRow, "call" | "mediaNode">): Promise<void> {
      // Nobody has brought his media: there is nobody to hear anybody.
      if (mediaNode === null) return;
      if (mediaNode !== node) return elsewhere(call.id, mediaNode);
      unsure.add(call.id);
      try {
        const there = await engine();
        await putInForce(there, call);
        unsure.delete(call.id);
      } catch (error) {
        refused(error);
      }
    },
    /** Calls of which the engine has not said that they are as they should be. */
    unsure: (): readonly string[] => [...unsure],
    /** How the engine says that legs stand; null when it was never needed. */
    async states(): Promise<LegStates | null> {
      return opening ? (await engine()).states() : null;
    },
    /** Opens the engine: what it tells when it opens is heard before anything is asked of it. */
    async ready(): Promise<void> {
      await engine().catch(refused);
    },
    /** The answer to a client's offer for a leg. */
    async connect(
      { call, medium, mediaNode }: CallRow,
      legId: string,
      { offer, restart }: { readonly offer: string; readonly restart: boolean },
    ): Promise<string> {
      if (mediaNode !== node) return elsewhere(call.id, `${mediaNode}`);
      const maySend = { audio: true, video: medium === "video" };
      try {
        const there = await engine();
        const { answer } = restart
          ? await there.renegotiate(call.id, legId, offer)
          : await there.addWebLeg(call.id, legId, { offer, maySend });
        return answer;
      } catch (error) {
        return refused(error);
      }
    },
    endCall: async (callId: string): Promise<void> => (await engine()).endCall(callId),
    async stop(): Promise<void> {
      await (await opening?.catch(() => undefined))?.stop();
    },
  };
}

export type CallMedia = ReturnType<typeof createCallMedia>;
