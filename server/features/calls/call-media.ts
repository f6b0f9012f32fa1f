import type { Logger } from "pino";
import { type MediaEngine, type MediaEngineEvents, MediaRefusal } from "#server/media/media-engine.ts";
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
        if (call.cause !== null) {
          await there.endCall(call.id);
          return;
        }
        await there.setRouting(call.id, call.version, whoHears(call));
        for (const leg of call.legs) if (leg.state === "gone") await there.removeLeg(call.id, leg.id);
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
