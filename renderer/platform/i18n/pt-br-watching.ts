import type { WatchingTexts } from "./dictionary.ts";

/** A supervisor who watches a conversation, and what he says to its agent. */
export const ptBrWatching: WatchingTexts = {
  watching: {
    whisper: "Sussurro ao agente",
    open: "Acompanhar",
    openOf: "Acompanhar a conversa com {{name}}",
    title: "{{customer}} com {{name}}",
    close: "Parar de acompanhar",
    to: "Sussurrar para {{name}}",
    hint: "Só o agente vê, na hora; o cliente nunca. Enter envia.",
    empty: "Escreva algo primeiro.",
    send: "Sussurrar",
    over: "Esta conversa terminou, ou já não é sua para acompanhar.",
    beside: "Ao lado de quem você está",
    besideOf: "Ao lado de {{name}}",
    frameOf: "Só {{name}} ouve você",
    says: "{{name}} sussurra",
  },
};
