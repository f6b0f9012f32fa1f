import * as z from "zod";
import { automaticKinds } from "#shared/domain/automatic-messages.ts";
import { pick } from "#shared/errors/catalogue.ts";
import { Language } from "./ids.ts";
import { procedure } from "./procedure.ts";
import { textsOf } from "./texts.ts";

export const AutomaticKind = z.enum(automaticKinds);
const Channel = z.enum(["web"]);
/** Longest automatic text. */
export const maxAutomaticLength = 1_000;

/** What the system says by itself at one moment. Version 0: nobody has set it up yet. */
export const AutomaticMessage = z.object({
  channel: Channel,
  kind: AutomaticKind,
  version: z.number().int(),
  enabled: z.boolean(),
  /** `waiting` comes after so long in the queue; null for the others. */
  afterSeconds: z.number().int().nullable(),
  texts: textsOf(maxAutomaticLength),
});
export type AutomaticMessage = z.infer<typeof AutomaticMessage>;

/** Automatic messages: what customers are told without anybody writing it. */
export const messages = {
  list: procedure("messages.manage")
    .route({ method: "GET", path: "/setup/messages", summary: "The automatic messages of each channel" })
    .output(
      z.object({
        /** Languages that the workspace speaks with its customers, its own first. */
        languages: z.array(Language),
        messages: z.array(AutomaticMessage),
      }),
    ),
  update: procedure("messages.manage")
    .route({
      method: "PUT",
      path: "/setup/messages/{channel}/{kind}",
      summary: "Change an automatic message, or switch it on or off",
    })
    .input(
      z.object({
        channel: Channel,
        kind: AutomaticKind,
        version: z.number().int(),
        enabled: z.boolean(),
        afterSeconds: z.number().int().min(10).max(3_600).nullable(),
        texts: textsOf(maxAutomaticLength),
      }),
    )
    .output(AutomaticMessage)
    .errors(pick("record.stale", "message.no_text")),
};
