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
    trigger_fired: "A trigger acted after {{seconds}} s of silence",
    overflowed: "Left the queue {{queue}}",
    assistant_took: "{{assistant}} answers first",
    assistant_handed_over: "{{assistant}} hands over: {{summary}}",
    skill_relaxed: "The skill {{skill}} is no longer required",
    callback_asked: "The customer asks to be called back: {{phone}}",
    tags_changed: "Tags: {{tags}}",
  },
};
