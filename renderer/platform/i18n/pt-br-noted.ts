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
    trigger_fired: "Um gatilho agiu após {{seconds}} s de silêncio",
    overflowed: "Saiu da fila {{queue}}",
    assistant_took: "{{assistant}} responde primeiro",
    assistant_handed_over: "{{assistant}} transfere: {{summary}}",
    skill_relaxed: "A habilidade {{skill}} não é mais exigida",
    callback_asked: "O cliente pede para ser chamado de volta: {{phone}}",
    tags_changed: "Etiquetas: {{tags}}",
  },
};
