import type { Logger } from "pino";
import {
  type CallLevels,
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
  readonly open: OpenEngine;
}

/** What the call service hears of the engine. */
export interface MediaNews {
  readonly legState: MediaEngineEvents["legState"];
  /** An engine answers, with these calls in it. */
  readonly ready: (calls: readonly string[]) => void;
  readonly levels: (callId: string, levels: CallLevels) => void;
  /** Figures of legs that are about to go. */
  readonly measured: (callId: string, stats: Readonly<Record<string, LegStats>>) => Promise<void>;
}

/**
 * The media engine as the call service has it: opened when the first call needs it, since most servers of a test and many
 * of small companies never carry one.
 */
export function createCallMedia({ log, open }: Given) {
  let opening: Promise<MediaEngine> | undefined;
  let news: MediaNews | undefined;

  function engine(): Promise<MediaEngine> {
    opening ??= open({
      legState: (callId, legId, state) => news?.legState(callId, legId, state),
      levels: (callId, levels) => news?.levels(callId, levels),
      lost: () => log.warn("the media engine is gone; another one is being started"),
      ready: (calls) => news?.ready(calls),
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

  /** Keeps the figures of those who go: afterwards nobody knows them. */
  async function measure(there: MediaEngine, { id, legs, cause }: CallRow["call"]): Promise<void> {
    const stats = await there.stats(id);
    const going = legs.filter((leg) => stats[leg.id] && (cause !== null || leg.state === "gone"));
    if (going.length === 0) return;
    const figures = Object.fromEntries(going.map(({ id: legId }) => [legId, stats[legId] as LegStats]));
    await news?.measured(id, figures);
  }

  return {
    listen(heard: MediaNews): void {
      news = heard;
    },
    /** There are calls from before a restart: the engine is looked for at once. */
    wake: () => void engine().catch((error: unknown) => log.error({ err: error }, "no media engine")),
    /** Puts the call's routing in force, or ends it there. Resolves when the engine has acknowledged it. */
    async apply({ call }: Pick<CallRow, "call">): Promise<void> {
      try {
        const there = await engine();
        if (call.cause === null) await there.setRouting(call.id, call.version, whoHears(call));
        await measure(there, call);
        if (call.cause !== null) return await there.endCall(call.id);
        for (const leg of call.legs) if (leg.state === "gone") await there.removeLeg(call.id, leg.id);
        // The meter of what the customer really hears is for supervisors alone.
        await there.watchLevels(
          call.id,
          call.legs.some((leg) => leg.party === "supervisor" && leg.state === "joined"),
        );
      } catch (error) {
        refused(error);
      }
    },
    /** The answer to a client's offer for a leg. */
    async connect(
      { call, medium }: CallRow,
      legId: string,
      { offer, restart }: { readonly offer: string; readonly restart: boolean },
    ): Promise<string> {
      const maySend = { audio: true, video: medium === "video" };
      try {
        const there = await engine();
        const { answer } = restart
          ? await there.renegotiate(call.id, legId, offer)
          : await there.addWebLeg(call.id, legId, { offer, maySend });
        await there.setRouting(call.id, call.version, whoHears(call));
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
