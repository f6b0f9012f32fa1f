import type { WatchingTexts } from "./dictionary.ts";

/** A supervisor who watches a conversation, and what he says to its agent. */
export const itWatching: WatchingTexts = {
  watching: {
    whisper: "Suggerimento all’agente",
    open: "Osserva",
    openOf: "Osserva la conversazione con {{name}}",
    title: "{{customer}} con {{name}}",
    close: "Smetti di osservare",
    to: "Suggerisci a {{name}}",
    hint: "Lo vede solo l’agente, subito; il cliente mai. Invio manda.",
    empty: "Scriva prima qualcosa.",
    send: "Suggerisci",
    over: "Questa conversazione è finita, o non è più sua da osservare.",
    beside: "Accanto a chi è",
    besideOf: "Accanto a {{name}}",
    frameOf: "Solo {{name}} la sente",
    says: "{{name}} suggerisce",
  },
};
