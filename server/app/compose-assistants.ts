import type { AssistantParts } from "#server/features/assistants/index.ts";
import { createAssistantsFeature } from "#server/features/assistants/index.ts";
import { createProactiveFeature, type ProactiveDeps } from "#server/features/proactive/index.ts";

type Parts = Omit<AssistantParts, "seeConversation"> &
  Pick<ProactiveDeps, "limitScale"> & {
    readonly conversations: Pick<ProactiveDeps, "startAsAgent" | "reach"> & {
      readonly see: AssistantParts["seeConversation"];
    };
  };

/** What speaks with customers before a person does, and people who speak first. */
export function composeAssistants({ conversations, limitScale, ...parts }: Parts) {
  const { pool, log } = parts;
  const { worker, router } = createAssistantsFeature({ ...parts, seeConversation: conversations.see });
  const { startAsAgent, reach } = conversations;
  const proactive = createProactiveFeature({ pool, log, startAsAgent, reach, limitScale });
  return {
    wake: worker.wake,
    router: { ...router, ...proactive.router },
    visitorProcedures: proactive.visitorProcedures,
    start(): void {
      worker.start();
      proactive.start();
    },
    async stop(): Promise<void> {
      proactive.stop();
      await worker.stop();
    },
  };
}
