import * as z from "zod";
import { ownQueue } from "#shared/domain/assistant-flow.ts";
import { languages } from "#shared/domain/languages.ts";
import { pick } from "#shared/errors/catalogue.ts";
import { ConversationId, Moment, QueueId } from "./ids.ts";
import { procedure } from "./procedure.ts";
import { personLine, personText } from "./text.ts";

export const AssistantId = z.uuid().brand("AssistantId");
export type AssistantId = z.infer<typeof AssistantId>;

const texts = (max: number) => z.partialRecord(z.enum(languages), personText(max));
const hasText = (value: Partial<Record<string, string>>) =>
  Object.values(value).some((one) => one !== undefined && one.trim() !== "");
/** Said in at least one language. */
const saidTexts = (max: number) => texts(max).refine(hasText, "is empty in every language");

export const AssistantChoice = z.object({
  key: z.string().regex(/^[a-z0-9-]{1,40}$/),
  label: saidTexts(60),
  keywords: z.array(personLine(60).pipe(z.string().min(1))).max(30),
  answer: texts(2_000),
  handOverTo: z.union([QueueId, z.literal(ownQueue)]).nullable(),
});

/** What the built-in assistant says. */
export const AssistantFlow = z
  .object({
    greeting: saidTexts(2_000),
    choices: z.array(AssistantChoice).max(9),
    notUnderstood: saidTexts(2_000),
    triesBeforeHandOver: z.number().int().min(1).max(9),
    handOver: saidTexts(2_000),
  })
  .refine(({ choices }) => new Set(choices.map(({ key }) => key)).size === choices.length, {
    message: "has two choices of the same key",
    path: ["choices"],
  })
  .refine(({ choices }) => choices.every((one) => one.handOverTo !== null || hasText(one.answer)), {
    message: "has a choice that neither answers nor hands over",
    path: ["choices"],
  });
export type AssistantFlow = z.infer<typeof AssistantFlow>;

/** A virtual assistant as it is set up. The webhook's secret is never in it. */
export const Assistant = z.object({
  id: AssistantId,
  version: z.number().int().positive(),
  name: z.string(),
  kind: z.enum(["built_in", "webhook"]),
  enabled: z.boolean(),
  /** Queues whose new conversations it answers first. */
  queueIds: z.array(QueueId),
  url: z.string().nullable(),
  flow: AssistantFlow.nullable(),
  /** Where it is looked after, outside: what the menu of assistants opens. */
  link: z.string().nullable(),
  /** Conversations that it has now. */
  conversations: z.number().int().nonnegative(),
});
export type Assistant = z.infer<typeof Assistant>;

const texted = z.string().max(2_000);

/** What a webhook is sent, as JSON. */
export interface WebhookRequest {
  readonly conversation: {
    readonly id: string;
    readonly channel: string;
    readonly language: string | null;
    readonly queue: { readonly id: string; readonly name: string };
    readonly page: { readonly url: string; readonly title: string } | null;
  };
  readonly customer: { readonly id: string; readonly name: string; readonly verified: boolean };
  /** What was said since its last answer, oldest first. */
  readonly messages: readonly { readonly seq: number; readonly text: string; readonly at: string }[];
  readonly data: Readonly<Record<string, string>>;
}

/** What an assistant may have learnt in a conversation, as JSON: with what it knew before. */
export const mostDataBytes = 16_384;
export const mostDataEntries = 50;

/** What a webhook answers; whatever else is in it is refused, so that a slip of the pen is noticed. */
export const WebhookAnswer = z.strictObject({
  messages: z
    .array(
      z.strictObject({
        text: personText(8_000).refine((text) => text.trim() !== "", "is empty"),
        choices: z
          .array(personLine(60).pipe(z.string().min(1)))
          .max(9)
          .optional(),
      }),
    )
    .max(5)
    .default([]),
  /** What it has learnt; handed over with the conversation, and sent with the next question. */
  data: z.record(personLine(40), personText(1_000)).optional(),
  handOver: z.strictObject({ queue: personLine(120).optional(), summary: personText(2_000) }).optional(),
});
export type WebhookAnswer = z.infer<typeof WebhookAnswer>;

/** What can be wrong with a webhook's answer. */
export const webhookProblems = [
  "not_allowed",
  "unreachable",
  "timeout",
  "redirect",
  "status",
  "too_large",
  "too_much_data",
  "not_json",
  "wrong_shape",
] as const;
export type WebhookProblem = (typeof webhookProblems)[number];
/** Why an assistant hands over though it did not mean to; worded where it is read. */
export type AssistantProblem = WebhookProblem | "off" | "no_answer" | "not_set_up";

const ById = z.object({ assistantId: AssistantId });
const Name = personLine(60).pipe(z.string().min(1, "is empty"));
const WebhookUrl = z
  .url({ protocol: /^https?$/, message: "is not an address such as https://bot.example/answer" })
  .max(2_000);
const Address = z
  .url({ protocol: /^https?$/, message: "is not an address such as https://bot.example" })
  .max(500);
const made = pick(
  "assistant.not_found",
  "record.stale",
  "name.taken",
  "queue.not_found",
  "webhook.not_allowed",
);

export const assistants = {
  list: procedure("assistants.manage")
    .route({ method: "GET", path: "/assistants", summary: "The virtual assistants as they are set up" })
    .output(z.array(Assistant)),
  create: procedure("assistants.manage")
    .route({ method: "POST", path: "/assistants", summary: "Add a virtual assistant; it is off at first" })
    .input(z.object({ name: Name, kind: z.enum(["built_in", "webhook"]), url: WebhookUrl.optional() }))
    .output(z.object({ assistant: Assistant, secret: z.string().nullable() }))
    .errors(made),
  update: procedure("assistants.manage")
    .route({ method: "PATCH", path: "/assistants/{assistantId}", summary: "Change a virtual assistant" })
    .input(
      ById.extend({
        version: z.number().int().positive(),
        name: Name.optional(),
        enabled: z.boolean().optional(),
        queueIds: z.array(QueueId).max(200).optional(),
        url: WebhookUrl.optional(),
        flow: AssistantFlow.optional(),
        link: z.union([z.literal(""), Address]).optional(),
      }),
    )
    .output(Assistant)
    .errors(made),
  sort: procedure("assistants.manage")
    .route({
      method: "POST",
      path: "/assistants/order",
      summary: "Put the virtual assistants into an order; of several for a queue, the first answers",
    })
    .input(z.object({ assistantIds: z.array(AssistantId).min(1).max(200) }))
    .output(z.array(Assistant))
    .errors(pick("assistant.not_found")),
  remove: procedure("assistants.manage")
    .route({
      method: "DELETE",
      path: "/assistants/{assistantId}",
      summary: "Archive a virtual assistant; its conversations go to people",
    })
    .input(ById)
    .output(z.object({ ok: z.literal(true) }))
    .errors(pick("assistant.not_found")),
  rotateSecret: procedure("assistants.manage")
    .route({
      method: "POST",
      path: "/assistants/{assistantId}/secret",
      summary: "Make a new secret for the webhook; the old one is void at once",
    })
    .input(ById)
    .output(z.object({ secret: z.string() }))
    .errors(pick("assistant.not_found")),
  test: procedure("assistants.manage")
    .route({
      method: "POST",
      path: "/assistants/{assistantId}/test",
      summary: "Send the webhook a test, without a conversation",
    })
    .input(ById.extend({ text: personText(1_000) }))
    .output(
      z.object({
        milliseconds: z.number().int().nonnegative(),
        problem: z.enum(webhookProblems).nullable(),
        /** What exactly was wrong, in the words of who found it. */
        detail: z.string(),
        answer: WebhookAnswer.nullable(),
      }),
    )
    .errors(pick("assistant.not_found")),
  /** For who sees its conversations: by these the list is narrowed. */
  names: procedure("conversation.view")
    .route({ method: "GET", path: "/assistants/names", summary: "The virtual assistants by name" })
    .output(z.array(z.object({ id: AssistantId, name: z.string() }))),
  handover: procedure("conversation.view")
    .route({
      method: "GET",
      path: "/conversations/{conversationId}/assistant",
      summary: "What the virtual assistant learnt in a conversation",
    })
    .input(z.object({ conversationId: ConversationId }))
    .output(
      z
        .object({
          assistant: z.object({ id: AssistantId, name: z.string() }),
          summary: texted.nullable(),
          data: z.record(z.string(), z.string()),
          handedOverAt: Moment.nullable(),
        })
        .nullable(),
    )
    .errors(pick("conversation.not_found")),
};
