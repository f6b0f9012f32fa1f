import type { RightsTexts } from "./says.ts";

export const itScopes: RightsTexts["scopes"] = {
  own: "solo ciò che è suo",
  groups: "le persone dei gruppi che guida, ciò che è loro e ciò che è suo",
  assigned: "le code di cui è supervisore e ciò che è suo",
  queues: "le code a cui risponde o di cui è supervisore, e ciò che è suo",
  managed: "i gruppi che guida, le code a cui risponde o di cui è supervisore, e ciò che è suo",
  all: "tutto nello spazio di lavoro",
};

export const itSteps: RightsTexts["steps"] = {
  not_built: "La parte “{{area}}” non c'è ancora: nessuno può farlo.",
  blocked: "{{name}} è bloccato o archiviato e non può entrare.",
  second_factor:
    "Il ruolo {{role}} richiede un secondo fattore, che {{name}} non ha configurato: solo il proprio profilo è aperto.",
  no_grant: "Il ruolo {{role}} non ha: {{permission}}.",
  grant: "Il ruolo {{role}} ha: {{permission}}.",
  actor_condition: "Conta solo quando {{condition}}: è così.",
  "actor_condition!": "Conta solo quando {{condition}}: non è così.",
  missing: "Non c'è tale cosa in questo spazio di lavoro, o non più.",
  scope: "Raggiunge {{scope}}.",
  self: "Si tratta di un'altra persona.",
  "self!": "Nessuno può farlo a sé stesso, neanche {{name}}.",
  role: "Il ruolo {{role}} è tra quelli che raggiunge.",
  "role!": "Il ruolo {{role}} non è tra quelli che raggiunge.",
  condition: "Conta solo quando {{condition}}: è così.",
  "condition!": "Conta solo quando {{condition}}: non è così.",
  fields: "Apre solo queste parti: {{fields}}.",
  field: "La parte “{{field}}” è aperta a questo ruolo.",
  "field!": "La parte “{{field}}” non è aperta a questo ruolo.",
  waits: "Aspetta un agente: chi vede ciò che aspetta nella sua coda la vede anche.",
  "tie.own": "{{thing}} è di {{name}}.",
  "tie.own!": "{{thing}} non è di {{name}}.",
  "tie.no_group": "{{thing}} non appartiene a nessun gruppo che qualcuno possa guidare.",
  "tie.leads": "{{name}} guida il gruppo {{group}}.",
  "tie.leads_not": "{{name}} non guida il gruppo {{group}}.",
  "tie.assigned": "{{name}} è supervisore della coda {{queue}}.",
  "tie.answers": "{{name}} risponde alla coda {{queue}}.",
  "tie.answers_only": "{{name}} risponde alla coda {{queue}}, ma non ne è il supervisore.",
  "tie.no_queue": "{{name}} non risponde alla coda {{queue}} e non ne è il supervisore.",
};
