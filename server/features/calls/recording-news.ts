import { system } from "../conversations/index.ts";
import { changeByItself } from "./change-call.ts";
import type { CallDeps } from "./deps.ts";
import type { RecordingNews } from "./keep-recording.ts";

/** Notes what the engine tells of recordings: that one has begun, or that something of it cannot be kept. */
export function recordingNews(deps: CallDeps): RecordingNews {
  return {
    async begun(callId) {
      const { rows } = await deps.pool.query<{ consent: string }>(
        "update recordings set started_at = now() where call_id = $1 and started_at is null returning consent",
        [callId],
      );
      return rows[0]?.consent === "announced";
    },
    failed(callId, reason) {
      deps.log.error({ callId, reason }, "a recording fails");
      changeByItself(deps, {
        callId,
        by: system,
        record: "failed",
        change: ({ call }) => ({ ok: true, call }),
      }).catch((error: unknown) =>
        deps.log.warn({ err: error, callId }, "that a recording fails could not be noted"),
      );
    },
  };
}
