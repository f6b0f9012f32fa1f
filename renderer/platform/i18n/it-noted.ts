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
    trigger_fired: "Un trigger ha agito dopo {{seconds}} s di silenzio",
    overflowed: "Ha lasciato la coda {{queue}}",
    assistant_took: "{{assistant}} risponde per primo",
    assistant_handed_over: "{{assistant}} passa la conversazione: {{summary}}",
    skill_relaxed: "La competenza {{skill}} non è più richiesta",
    callback_asked: "Il cliente chiede di essere richiamato: {{phone}}",
    tags_changed: "Etichette: {{tags}}",
  },
};
