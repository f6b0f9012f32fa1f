import type { WatchingTexts } from "./dictionary.ts";

/** A supervisor who watches a conversation, and what he says to its agent. */
export const esWatching: WatchingTexts = {
  watching: {
    whisper: "Susurro al agente",
    open: "Observar",
    openOf: "Observar la conversación con {{name}}",
    title: "{{customer}} con {{name}}",
    close: "Dejar de observar",
    to: "Susurrar a {{name}}",
    hint: "Solo lo ve el agente, al instante; el cliente, nunca. Intro envía.",
    empty: "Escriba algo primero.",
    send: "Susurrar",
    over: "Esta conversación ha terminado o ya no le corresponde observarla.",
    beside: "Junto a quién está",
    besideOf: "Junto a {{name}}",
    frameOf: "Solo {{name}} le oye",
    says: "{{name}} susurra",
  },
};
