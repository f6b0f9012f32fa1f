import { enHowRouted } from "./en-how-routed.ts";

/** What happened to a conversation beside what is said in it. */
export const enNoted = {
  noted: {
    offer_missed: "{{who}} was asked and did not take it; somebody else is asked",
    parked: "{{who}} put it aside until {{until}}",
    resumed: "Taken up again",
    help_asked: "{{who}} asks for help: {{reason}}",
    help_taken: "{{who}} comes to help",
    help_closed: "The request for help is closed",
    wrapped_up: "{{who}} finished the after-contact work",
    wrapped_up_as: "{{who}} finished the after-contact work: {{disposition}}",
    wrapped_up_timer: "The time for the after-contact work of {{who}} is over",
    wrapped_up_released: "{{who}} is gone; the after-contact work was ended",
    wrapped_up_reopened: "The customer wrote again; the after-contact work of {{who}} has ended",
    trigger_fired: "Trigger “$t(triggers.{{type}})” acted after {{seconds}} s",
    overflowed: "Left the queue {{queue}}",
    assistant_took: "{{assistant}} answers first",
    assistant_handed_over: "{{assistant}} hands over: {{summary}}",
    skill_relaxed: "The skill {{skill}} is no longer required",
    callback_asked: "The customer asks to be called back: {{phone}}",
    tags_changed: "Tags: {{tags}}",
    topics_changed: "Topics: {{topics}}",
    bounced_back: "{{who}} did not take it: it goes to {{name}}",
    returned: "Back in the queue {{queue}}",
    returned_agent_gone: "{{who}} has been gone for {{minutes}} min: back in the queue {{queue}}",
    returned_reminder: "The time had come and {{who}} was not there: back in the queue {{queue}}",
    returned_customer: "The customer wrote and {{who}} had no place for it: back in the queue {{queue}}",
    resumed_customer: "Taken up again: the customer has written",
    resumed_reminder: "Taken up again: the time had come",
  },
  howRouted: enHowRouted,
};
