import { Language } from "#shared/contract/ids.ts";
import { system } from "../conversations/index.ts";
import { changeByItself } from "./change-call.ts";
import type { CallDeps } from "./deps.ts";
import type { RecordingNews } from "./keep-recording.ts";

/** Notes what the engine tells of recordings: that one has begun, or that something of it cannot be kept. */
export function recordingNews(deps: CallDeps): RecordingNews {
  return {
    async begun(callId) {
      const { rows } = await deps.pool.query<{ consent: string; language: string }>(
        `update recordings r set started_at = now() from workspaces w
         where r.call_id = $1 and r.started_at is null and w.id = r.workspace_id
         returning r.consent,
           coalesce((select c.language from conversations c where c.id = r.conversation_id), w.languages[1]) as language`,
        [callId],
      );
      return rows[0]?.consent === "announced" ? Language.catch("en").parse(rows[0].language) : null;
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
