import { itHowRouted } from "./it-how-routed.ts";

/** What happened to a conversation beside what is said in it. */
export const itNoted = {
  noted: {
    offer_missed: "È stato chiesto a {{who}}, che non l'ha presa; si chiede a un'altra persona",
    parked: "{{who}} l'ha messa da parte fino a {{until}}",
    resumed: "Ripresa",
    help_asked: "{{who}} chiede aiuto: {{reason}}",
    help_taken: "{{who}} viene ad aiutare",
    help_closed: "La richiesta di aiuto è chiusa",
    wrapped_up: "{{who}} ha finito il lavoro dopo il contatto",
    wrapped_up_as: "{{who}} ha finito il lavoro dopo il contatto: {{disposition}}",
    wrapped_up_timer: "È scaduto il tempo del lavoro dopo il contatto di {{who}}",
    wrapped_up_released: "{{who}} non c’è più; il lavoro dopo il contatto è stato chiuso",
    wrapped_up_reopened: "Il cliente ha scritto di nuovo; il lavoro dopo il contatto di {{who}} è finito",
    trigger_fired: "L'attivatore “$t(triggers.{{type}})” è scattato dopo {{seconds}} s",
    overflowed: "Ha lasciato la coda {{queue}}",
    assistant_took: "{{assistant}} risponde per primo",
    assistant_handed_over: "{{assistant}} passa la conversazione: {{summary}}",
    skill_relaxed: "La competenza {{skill}} non è più richiesta",
    callback_asked: "Il cliente chiede di essere richiamato: {{phone}}",
    tags_changed: "Etichette: {{tags}}",
    topics_changed: "Argomenti: {{topics}}",
    bounced_back: "{{who}} non l'ha presa: va a {{name}}",
    returned: "Di nuovo nella coda {{queue}}",
    returned_agent_gone: "{{who}} manca da {{minutes}} min: di nuovo nella coda {{queue}}",
    returned_reminder: "L'ora è arrivata e {{who}} non c'era: di nuovo nella coda {{queue}}",
    returned_customer: "Il cliente ha scritto e {{who}} non aveva posto: di nuovo nella coda {{queue}}",
    resumed_customer: "Ripresa: il cliente ha scritto",
    resumed_reminder: "Ripresa: l'ora è arrivata",
  },
  howRouted: itHowRouted,
};
