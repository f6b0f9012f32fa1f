import { guarded } from "#server/platform/http/guard.ts";
import type { LabelsDeps } from "./deps.ts";
import { setTags, setTopics } from "./set-labels.ts";

export { type HeldConversation, holdConversation } from "./lock-conversation.ts";
export { topicsFor, writeTags, writeTopics } from "./write-labels.ts";

/** Tags and topics of conversations. */
export function createLabelsFeature(deps: LabelsDeps) {
  const { tags, topics } = guarded.conversations;
  return {
    procedures: {
      conversations: {
        tags: {
          set: tags.set.handler(async ({ context, input }) => {
            await setTags(deps)(context.user(), input.conversationId, input.tagIds);
            return deps.conversationNow(input.conversationId);
          }),
        },
        topics: {
          set: topics.set.handler(async ({ context, input }) => {
            await setTopics(deps)(context.user(), input.conversationId, input.topicIds);
            return deps.conversationNow(input.conversationId);
          }),
        },
      },
    },
  };
}
