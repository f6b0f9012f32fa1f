import * as z from "zod";
import { pick } from "#shared/errors/catalogue.ts";
import { Conversation, Outcome } from "./conversations.ts";
import { Moment } from "./ids.ts";
import { procedure } from "./procedure.ts";
import { personText } from "./text.ts";
import { ConversationTagIds, ConversationTopicIds, OneConversation, TopicSet } from "./topics.ts";

/** What the queue of a conversation asks for when it has ended. */
export const WrapUpForm = z.object({
  /** False: it ends with a disposition, and there is no after-contact work. */
  enabled: z.boolean(),
  /** null: as long as it takes. */
  seconds: z.number().int().nullable(),
  /** Ends by itself when its time is over. */
  auto: z.boolean(),
  dispositionRequired: z.boolean(),
  topicSet: TopicSet.nullable(),
  topicsRequired: z.boolean(),
});
export type WrapUpForm = z.infer<typeof WrapUpForm>;

export const wrapUp = {
  form: procedure("conversation.close")
    .route({
      method: "GET",
      path: "/conversations/{conversationId}/wrap-up",
      summary: "What the queue asks for when a conversation has ended",
    })
    .input(OneConversation)
    .output(WrapUpForm)
    .errors(pick("conversation.not_found")),
  finish: procedure("conversation.close")
    .route({
      method: "POST",
      path: "/conversations/{conversationId}/wrap-up",
      summary: "Save one's after-contact work and end it; a second time changes nothing",
    })
    .input(
      OneConversation.extend({
        disposition: Outcome.nullable().default(null),
        /** Absent: they stay as they are. */
        topicIds: ConversationTopicIds.optional(),
        tagIds: ConversationTagIds.optional(),
        note: personText(2_000).default(""),
      }),
    )
    .output(Conversation)
    .errors(
      pick(
        "conversation.not_found",
        "wrap_up.not_found",
        "wrap_up.incomplete",
        "disposition.not_found",
        "topic.not_found",
        "tag.not_found",
      ),
    ),
  extend: procedure("conversation.close")
    .route({
      method: "POST",
      path: "/conversations/{conversationId}/wrap-up/extend",
      summary: "Have a minute more for one's after-contact work, in all as much again as its queue gives",
    })
    .input(OneConversation.extend({ until: Moment }))
    .output(Conversation)
    .errors(pick("conversation.not_found", "wrap_up.not_found", "wrap_up.no_more_time")),
};

/** Labels of a conversation, while it is worked on and after: joins the group `conversations`. */
export const conversationLabels = {
  tags: {
    set: procedure("conversation.note")
      .route({
        method: "PUT",
        path: "/conversations/{conversationId}/tags",
        summary: "Say which tags a conversation has",
      })
      .input(OneConversation.extend({ tagIds: ConversationTagIds }))
      .output(Conversation)
      .errors(pick("conversation.not_found", "tag.not_found")),
  },
  topics: {
    set: procedure("conversation.note")
      .route({
        method: "PUT",
        path: "/conversations/{conversationId}/topics",
        summary: "Say which topics of its queue's set a conversation is about",
      })
      .input(OneConversation.extend({ topicIds: ConversationTopicIds }))
      .output(Conversation)
      .errors(pick("conversation.not_found", "topic.not_found")),
  },
};
