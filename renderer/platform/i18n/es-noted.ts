import { esHowRouted } from "./es-how-routed.ts";

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
    wrapped_up_as: "{{who}} terminó el trabajo posterior: {{disposition}}",
    wrapped_up_timer: "Se acabó el tiempo del trabajo posterior de {{who}}",
    wrapped_up_released: "{{who}} ya no está; se cerró el trabajo posterior",
    wrapped_up_reopened: "El cliente volvió a escribir; terminó el trabajo posterior de {{who}}",
    trigger_fired: "El disparador «$t(triggers.{{type}})» actuó tras {{seconds}} s",
    overflowed: "Salió de la cola {{queue}}",
    assistant_took: "{{assistant}} responde primero",
    assistant_handed_over: "{{assistant}} transfiere: {{summary}}",
    skill_relaxed: "La competencia {{skill}} ya no es obligatoria",
    callback_asked: "El cliente pide que le llamen: {{phone}}",
    tags_changed: "Etiquetas: {{tags}}",
    topics_changed: "Temas: {{topics}}",
    bounced_back: "{{who}} no la tomó: va a {{name}}",
    returned: "De vuelta en la cola {{queue}}",
    returned_agent_gone: "{{who}} lleva {{minutes}} min ausente: de vuelta en la cola {{queue}}",
    returned_reminder: "Llegó la hora y {{who}} no estaba: de vuelta en la cola {{queue}}",
    returned_customer: "El cliente escribió y {{who}} no tenía lugar: de vuelta en la cola {{queue}}",
    resumed_customer: "Retomada: el cliente ha escrito",
    resumed_reminder: "Retomada: llegó la hora",
  },
  howRouted: esHowRouted,
};
