import type { FastifyInstance } from "fastify";
import type { CallOf } from "#server/platform/http/call-factory.ts";
import { guarded } from "#server/platform/http/guard.ts";
import { createSweep } from "#server/platform/sweep.ts";
import { defaultSettings } from "#shared/domain/settings.ts";
import { eraseForsaken, eraseOverdue } from "./erase-recordings.ts";
import { createFinisher, type FinishDeps } from "./finish-recordings.ts";
import { recordingsOf } from "./recordings-of.ts";
import { serveRecordingFiles } from "./serve-files.ts";

/** A call that is over can be listened to this soon, ms, and as long as it takes to put it together. */
const finishMs = 2_000;
const eraseMs = 60_000;
/** Every so many looks it is looked for folders without a recording. */
const forsakenEvery = 15;

/** Recordings of calls, when the calls are over: put together, listened to, erased. */
export function createRecordingsFeature(deps: FinishDeps) {
  const { pool, log, root } = deps;
  const finish = createFinisher(deps, defaultSettings.callPermissions.recordingDays);
  const stopping = new AbortController();
  const finishing = createSweep({
    everyMs: finishMs,
    log,
    what: "recordings to be put together",
    run: () => finish(stopping.signal),
  });
  let looks = 0;
  const erasing = createSweep({
    everyMs: eraseMs,
    log,
    what: "recordings to be erased",
    async run() {
      await eraseOverdue(deps);
      if (looks++ % forsakenEvery === 0) await eraseForsaken(deps);
    },
  });
  return {
    procedures: {
      recordings: {
        ofConversation: guarded.recordings.ofConversation.handler(({ context, input }) =>
          recordingsOf(pool, context.user(), input.conversationId),
        ),
      },
    },
    serve: (app: FastifyInstance, callOf: CallOf) => serveRecordingFiles(app, { pool, root, callOf }),
    service: {
      start(): void {
        finishing.start();
        erasing.start();
      },
      async stop(): Promise<void> {
        stopping.abort();
        await finishing.stop();
        await erasing.stop();
      },
    },
  };
}
