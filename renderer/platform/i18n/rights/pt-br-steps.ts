import type { RightsTexts } from "./says.ts";

export const ptBrScopes: RightsTexts["scopes"] = {
  own: "só o que é da própria pessoa",
  groups: "as pessoas dos grupos que lidera, o que é delas e o que é seu",
  assigned: "as filas em que é supervisor e o que é seu",
  queues: "as filas que atende ou em que é supervisor, e o que é seu",
  managed: "os grupos que lidera, as filas que atende ou em que é supervisor, e o que é seu",
  all: "tudo no espaço de trabalho",
};

export const ptBrSteps: RightsTexts["steps"] = {
  not_built: "A parte “{{area}}” ainda não existe: ninguém pode fazer isto.",
  blocked: "{{name}} está bloqueado ou arquivado e não pode entrar.",
  second_factor:
    "A função {{role}} exige um segundo fator, que {{name}} não configurou: só o próprio perfil está aberto.",
  no_grant: "A função {{role}} não tem: {{permission}}.",
  grant: "A função {{role}} tem: {{permission}}.",
  actor_condition: "Só conta quando {{condition}}: é assim.",
  "actor_condition!": "Só conta quando {{condition}}: não é assim.",
  missing: "Não há tal coisa neste espaço de trabalho, ou não há mais.",
  scope: "Alcança {{scope}}.",
  self: "Trata-se de outra pessoa.",
  "self!": "Ninguém pode fazer isto a si mesmo, {{name}} também não.",
  role: "A função {{role}} está entre as que alcança.",
  "role!": "A função {{role}} não está entre as que alcança.",
  condition: "Só conta quando {{condition}}: é assim.",
  "condition!": "Só conta quando {{condition}}: não é assim.",
  fields: "Abre só estas partes: {{fields}}.",
  field: "A parte “{{field}}” está aberta a esta função.",
  "field!": "A parte “{{field}}” não está aberta a esta função.",
  waits: "Espera um agente: quem vê o que espera na sua fila também a vê.",
  "tie.own": "{{thing}} é de {{name}}.",
  "tie.own!": "{{thing}} não é de {{name}}.",
  "tie.no_group": "{{thing}} não pertence a nenhum grupo que alguém possa liderar.",
  "tie.leads": "{{name}} lidera o grupo {{group}}.",
  "tie.leads_not": "{{name}} não lidera o grupo {{group}}.",
  "tie.assigned": "{{name}} é supervisor da fila {{queue}}.",
  "tie.answers": "{{name}} atende a fila {{queue}}.",
  "tie.answers_only": "{{name}} atende a fila {{queue}}, mas não é seu supervisor.",
  "tie.no_queue": "{{name}} não atende a fila {{queue}} nem é seu supervisor.",
};
