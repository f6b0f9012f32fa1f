import { join } from "node:path";
import type { Seal } from "#server/features/accounts/index.ts";
import { createCallMedia, createCallsFeature } from "#server/features/calls/index.ts";
import { createPhoneFeature, type PhoneLine } from "#server/features/phone/index.ts";
import { createRecordingsFeature } from "#server/features/recordings/index.ts";
import { createRelaysFeature } from "#server/features/relays/index.ts";
import { createSoftphoneFeature } from "#server/features/softphone/index.ts";
import type { mediaOf } from "./open-media.ts";

type CallsDeps = Parameters<typeof createCallsFeature>[0];
type MediaDeps = Parameters<typeof createCallMedia>[0];

interface CallParts extends Omit<CallsDeps, "media">, Pick<MediaDeps, "others"> {
  readonly engine: ReturnType<typeof mediaOf>;
  /** Null: there is no phone line here. */
  readonly phoneLine: PhoneLine | null;
  readonly seal: Seal;
}

/** Calls, how the staff call each other, and what is recorded. */
export function composeCalls({ engine, others, phoneLine: line, seal, ...deps }: CallParts) {
  const { pool, log, news } = deps;
  const { node, open, recordings: root } = engine;
  const media = createCallMedia({ log, others, node, open, recordingAt: (folder) => join(root, folder) });
  const calls = createCallsFeature({ ...deps, media });
  const phone = createPhoneFeature({ pool, log, news, seal, line, calls: { ...deps, media } });
  const recordings = createRecordingsFeature({ pool, log, node, root, endInEngine: media.endCall });
  const relays = createRelaysFeature(engine.relays);
  const { callColleague, consultOneOf } = calls;
  const softphone = createSoftphoneFeature({ pool, news, callColleague, consultOneOf });
  return {
    procedures: {
      ...calls.procedures,
      ...recordings.procedures,
      ...softphone.procedures,
      ...phone.procedures,
      ...relays.procedures,
    },
    visitorProcedures: { ...calls.visitorProcedures, ...relays.visitorProcedures },
    serveRecordings: recordings.serve,
    service: {
      start(): void {
        calls.service.start();
        recordings.service.start();
        phone.service.start();
      },
      async stop(): Promise<void> {
        await phone.service.stop();
        // While the engine is still there to be asked.
        await recordings.service.stop();
        await calls.service.stop();
      },
    },
  };
}
