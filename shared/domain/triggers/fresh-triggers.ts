import type { FreshTrigger, TriggerType } from "./triggers.ts";

/** What a new trigger proposes, in the product's languages. */
export const freshTriggers: Readonly<Record<TriggerType, FreshTrigger>> = {
  queue_timeout: {
    seconds: 600,
    action: "close",
    steps: [],
    texts: {
      en: "Nobody is free right now, and we do not want to keep you waiting. We have your message and will come back to you. You may write here again at any time.",
      "pt-BR":
        "Ninguém está livre agora e não queremos deixar você esperando. Recebemos sua mensagem e vamos responder. Você pode escrever aqui de novo a qualquer momento.",
      es: "Ahora mismo no hay nadie libre y no queremos hacerte esperar. Tenemos tu mensaje y te responderemos. Puedes volver a escribir aquí cuando quieras.",
      it: "In questo momento nessuno è libero e non vogliamo farti aspettare. Abbiamo il tuo messaggio e ti risponderemo. Puoi scrivere di nuovo qui quando vuoi.",
    },
  },
  agent_inactivity: {
    seconds: 600,
    action: "transfer",
    steps: [],
    texts: {
      en: "Sorry for the wait. We are bringing in somebody else who can help you.",
      "pt-BR": "Desculpe a espera. Vamos chamar outra pessoa para ajudar você.",
      es: "Perdona la espera. Buscamos a otra persona que pueda ayudarte.",
      it: "Scusa l'attesa. Chiamiamo un'altra persona che possa aiutarti.",
    },
  },
  customer_inactivity: {
    seconds: 120,
    action: "close",
    steps: [
      {
        seconds: 120,
        texts: {
          en: "Are you still there?",
          "pt-BR": "Você ainda está aí?",
          es: "¿Sigues ahí?",
          it: "Sei ancora qui?",
        },
      },
      {
        seconds: 180,
        texts: {
          en: "If we hear nothing from you, we will close this conversation in two minutes. You can open it again by writing.",
          "pt-BR":
            "Se você não responder, vamos encerrar esta conversa em dois minutos. Para reabri-la, basta escrever.",
          es: "Si no nos escribes, cerraremos esta conversación en dos minutos. Para volver a abrirla, basta con escribir.",
          it: "Se non ci scrivi, chiuderemo questa conversazione tra due minuti. Per riaprirla basta scrivere.",
        },
      },
    ],
    texts: {
      en: "We have closed this conversation because we did not hear from you. Write here whenever you like, and it opens again.",
      "pt-BR":
        "Encerramos esta conversa porque não tivemos resposta. Escreva aqui quando quiser e ela será reaberta.",
      es: "Hemos cerrado esta conversación porque no tuvimos respuesta. Escribe aquí cuando quieras y se abrirá de nuevo.",
      it: "Abbiamo chiuso questa conversazione perché non abbiamo avuto risposta. Scrivi qui quando vuoi e si riaprirà.",
    },
  },
};
