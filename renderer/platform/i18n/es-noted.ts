/** What happened to a conversation beside what is said in it. */
export const esNoted = {
  noted: {
    offer_missed: "Se preguntó a {{who}} y no la tomó; se pregunta a otra persona",
    parked: "{{who}} la apartó hasta {{until}}",
    resumed: "Retomada",
    help_asked: "{{who}} pide ayuda: {{reason}}",
    help_taken: "{{who}} viene a ayudar",
    help_closed: "La petición de ayuda está cerrada",
    wrapped_up: "{{who}} terminó el trabajo posterior",
    trigger_fired: "Un disparador actuó tras {{seconds}} s de silencio",
    overflowed: "Salió de la cola {{queue}}",
    assistant_took: "{{assistant}} responde primero",
    assistant_handed_over: "{{assistant}} transfiere: {{summary}}",
    skill_relaxed: "La competencia {{skill}} ya no es obligatoria",
    callback_asked: "El cliente pide que le llamen: {{phone}}",
    tags_changed: "Etiquetas: {{tags}}",
  },
};
