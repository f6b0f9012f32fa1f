import type { RightsTexts } from "./says.ts";

export const esScopes: RightsTexts["scopes"] = {
  own: "solo lo que es suyo",
  groups: "las personas de los grupos que lidera, lo que es de ellas y lo que es suyo",
  assigned: "las colas en las que es supervisor y lo que es suyo",
  queues: "las colas que atiende o en las que es supervisor, y lo que es suyo",
  managed: "los grupos que lidera, las colas que atiende o en las que es supervisor, y lo que es suyo",
  all: "todo en el espacio de trabajo",
};

export const esSteps: RightsTexts["steps"] = {
  not_built: "La parte “{{area}}” aún no existe: nadie puede hacer esto.",
  blocked: "{{name}} está bloqueado o archivado y no puede entrar.",
  second_factor:
    "El rol {{role}} pide un segundo factor, que {{name}} no ha configurado: solo el perfil propio está abierto.",
  no_grant: "El rol {{role}} no tiene: {{permission}}.",
  grant: "El rol {{role}} tiene: {{permission}}.",
  actor_condition: "Solo cuenta cuando {{condition}}: es así.",
  "actor_condition!": "Solo cuenta cuando {{condition}}: no es así.",
  missing: "No hay tal cosa en este espacio de trabajo, o ya no.",
  scope: "Alcanza {{scope}}.",
  self: "Se trata de otra persona.",
  "self!": "Nadie puede hacerse esto a sí mismo, {{name}} tampoco.",
  role: "El rol {{role}} está entre los que alcanza.",
  "role!": "El rol {{role}} no está entre los que alcanza.",
  condition: "Solo cuenta cuando {{condition}}: es así.",
  "condition!": "Solo cuenta cuando {{condition}}: no es así.",
  fields: "Abre solo estas partes: {{fields}}.",
  field: "La parte “{{field}}” está abierta a este rol.",
  "field!": "La parte “{{field}}” no está abierta a este rol.",
  waits: "Espera a un agente: quien ve lo que espera en su cola también la ve.",
  "tie.own": "{{thing}} es de {{name}}.",
  "tie.own!": "{{thing}} no es de {{name}}.",
  "tie.no_group": "{{thing}} no pertenece a ningún grupo que alguien pueda liderar.",
  "tie.leads": "{{name}} lidera el grupo {{group}}.",
  "tie.leads_not": "{{name}} no lidera el grupo {{group}}.",
  "tie.assigned": "{{name}} es supervisor de la cola {{queue}}.",
  "tie.answers": "{{name}} atiende la cola {{queue}}.",
  "tie.answers_only": "{{name}} atiende la cola {{queue}}, pero no es su supervisor.",
  "tie.no_queue": "{{name}} no atiende la cola {{queue}} ni es su supervisor.",
};
