import * as z from "zod";
import { triggerActions, triggerLimits, triggerTypes } from "#shared/domain/triggers/index.ts";
import { pick } from "#shared/errors/catalogue.ts";
import { Language } from "./ids.ts";
import { procedure } from "./procedure.ts";
import { textsOf } from "./texts.ts";

const TriggerId = z.uuid();
const Seconds = z.number().int().min(triggerLimits.seconds.least).max(triggerLimits.seconds.most);
const TriggerTexts = textsOf(triggerLimits.text);
const Type = z.enum(triggerTypes);
const Channel = z.enum(["web"]);

/** What can be set of a trigger. */
const Settings = z.object({
  enabled: z.boolean(),
  /** After so long; behind a series, from its last message to the end. */
  seconds: Seconds,
  action: z.enum(triggerActions),
  /** Messages to a silent customer before the end, each so long after the one before. */
  steps: z.array(z.object({ seconds: Seconds, texts: TriggerTexts })).max(triggerLimits.steps),
  /** What the customer is told at the end. */
  texts: TriggerTexts,
});

/** What happens by itself when somebody waits or is silent for too long. One of a type for each channel. */
export const Trigger = Settings.extend({
  id: TriggerId,
  version: z.number().int(),
  type: Type,
  channel: Channel,
});
export type Trigger = z.infer<typeof Trigger>;

const One = z.object({ triggerId: TriggerId });

export const triggers = {
  list: procedure("triggers.manage")
    .route({ method: "GET", path: "/setup/triggers", summary: "The triggers of every channel" })
    .output(
      z.object({
        /** Languages that the workspace speaks with its customers, its own first. */
        languages: z.array(Language),
        triggers: z.array(Trigger),
      }),
    ),
  create: procedure("triggers.manage")
    .route({
      method: "POST",
      path: "/setup/triggers",
      summary: "Set up a trigger; one of a type for each channel",
    })
    .input(Settings.extend({ type: Type, channel: Channel }))
    .output(Trigger)
    .errors(pick("trigger.taken", "trigger.no_text", "trigger.wrong_action")),
  update: procedure("triggers.manage")
    .route({
      method: "PUT",
      path: "/setup/triggers/{triggerId}",
      summary: "Change a trigger, or switch it on or off",
    })
    .input(One.extend({ version: z.number().int() }).extend(Settings.partial().shape))
    .output(Trigger)
    .errors(pick("trigger.not_found", "record.stale", "trigger.no_text", "trigger.wrong_action")),
  remove: procedure("triggers.manage")
    .route({ method: "DELETE", path: "/setup/triggers/{triggerId}", summary: "Delete a trigger" })
    .input(One)
    .output(z.object({ ok: z.literal(true) }))
    .errors(pick("trigger.not_found")),
};
