import { ptBrHowRouted } from "./pt-br-how-routed.ts";

/** What happened to a conversation beside what is said in it. */
export const ptBrNoted = {
  noted: {
    offer_missed: "Perguntou-se a {{who}}, que não a aceitou; pergunta-se a outra pessoa",
    parked: "{{who}} a deixou de lado até {{until}}",
    resumed: "Retomada",
    help_asked: "{{who}} pede ajuda: {{reason}}",
    help_taken: "{{who}} vem ajudar",
    help_closed: "O pedido de ajuda está encerrado",
    wrapped_up: "{{who}} terminou o trabalho pós-contato",
    wrapped_up_as: "{{who}} concluiu o trabalho pós-atendimento: {{disposition}}",
    wrapped_up_timer: "Acabou o tempo do trabalho pós-atendimento de {{who}}",
    wrapped_up_released: "{{who}} não está mais; o trabalho pós-atendimento foi encerrado",
    wrapped_up_reopened: "O cliente escreveu de novo; terminou o trabalho pós-atendimento de {{who}}",
    trigger_fired: "O gatilho “$t(triggers.{{type}})” agiu após {{seconds}} s",
    overflowed: "Saiu da fila {{queue}}",
    assistant_took: "{{assistant}} responde primeiro",
    assistant_handed_over: "{{assistant}} transfere: {{summary}}",
    skill_relaxed: "A habilidade {{skill}} não é mais exigida",
    callback_asked: "O cliente pede para ser chamado de volta: {{phone}}",
    tags_changed: "Etiquetas: {{tags}}",
    topics_changed: "Assuntos: {{topics}}",
    bounced_back: "{{who}} não a aceitou: vai para {{name}}",
    returned: "De volta à fila {{queue}}",
    returned_agent_gone: "{{who}} está ausente há {{minutes}} min: de volta à fila {{queue}}",
    returned_reminder: "Chegou a hora e {{who}} não estava: de volta à fila {{queue}}",
    returned_customer: "O cliente escreveu e {{who}} não tinha lugar: de volta à fila {{queue}}",
    resumed_customer: "Retomada: o cliente escreveu",
    resumed_reminder: "Retomada: chegou a hora",
  },
  howRouted: ptBrHowRouted,
};
