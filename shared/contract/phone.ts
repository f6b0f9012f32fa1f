import * as z from "zod";
import { pick } from "#shared/errors/catalogue.ts";
import { CallById, LiveCall } from "./calls.ts";
import { ClientId } from "./ids.ts";
import { procedure } from "./procedure.ts";
import { personText } from "./text.ts";

export const PhoneNumberId = z.uuid().brand("PhoneNumberId");
export type PhoneNumberId = z.infer<typeof PhoneNumberId>;

/** One of our numbers that somebody may show to whom he calls. */
export const CallerId = z.object({ id: PhoneNumberId, number: z.string(), label: z.string() });
export type CallerId = z.infer<typeof CallerId>;

/** As it was typed or pasted; a number without its country is one of the workspace's default country. */
const Dialled = personText(64).min(1);
/** Which of our numbers is shown; null: the first that he may show. */
const Shown = PhoneNumberId.nullable();

const dialErrors = [
  "phone.not_a_number",
  "phone.no_line",
  "phone.prefix_not_allowed",
  "phone.line_full",
  "phone.number_not_yours",
] as const;
const ofCall = ["call.not_found", "call.over", "call.wrong_state"] as const;

/** Calling out by telephone. */
export const phone = {
  callerIds: procedure("call.outbound")
    .route({ method: "GET", path: "/phone/caller-ids", summary: "Our numbers that one may show" })
    .output(z.array(CallerId)),
  dial: procedure("call.outbound")
    .route({ method: "POST", path: "/phone/calls", summary: "Call a number; the conversation is one's own" })
    .input(z.object({ clientId: ClientId, to: Dialled, numberId: Shown }))
    .output(LiveCall)
    .errors(pick(...dialErrors, "call.busy", "agent.at_capacity")),
  digits: procedure("call.answer")
    .route({
      method: "POST",
      path: "/calls/{callId}/digits",
      summary: "Press keys, for the telephones in one's call",
    })
    .input(
      CallById.extend({ digits: z.string().regex(/^[0-9*#A-Da-d]{1,32}$/, "has other keys than 0-9 * #") }),
    )
    .output(z.object({ ok: z.literal(true) }))
    .errors(pick(...ofCall, "phone.no_phone")),
  consultNumber: procedure("call.outbound")
    .route({
      method: "POST",
      path: "/calls/{callId}/consult-number",
      summary: "Hold the customer and call a number outside",
    })
    .input(CallById.extend({ to: Dialled, numberId: Shown }))
    .output(LiveCall)
    .errors(pick(...ofCall, ...dialErrors, "call.busy")),
  transferOut: procedure("call.outbound")
    .route({
      method: "POST",
      path: "/calls/{callId}/transfer-out",
      summary:
        "Hand the customer to a number outside: when it answers, one is out; when not, one has him back",
    })
    .input(CallById.extend({ to: Dialled, numberId: Shown }))
    .output(LiveCall)
    .errors(pick(...ofCall, ...dialErrors, "call.busy")),
};
