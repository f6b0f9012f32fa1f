import type { Dictionary } from "./dictionary.ts";

export const itErrors: Dictionary["errors"] = {
  network: "Il server non è stato raggiunto. Controlli la rete; nulla è andato perso.",
  timeout: "Il server non ha risposto in tempo. Riprovi.",
  internal: "Qualcosa è andato storto da parte nostra. È stato registrato; riprovi.",
  request: {
    invalid: "Qualcosa non è valido: veda i campi segnati.",
    too_large: "È più grande di quanto accettiamo. Invii meno per volta.",
    rate_limited: "Troppe richieste. Aspetti un momento, poi riprovi.",
    not_found: "Qui non c'è più nulla.",
  },
  session: {
    required: "Non ha effettuato l'accesso. Acceda e riprovi.",
    ended: "Questa sessione è finita. Acceda di nuovo; le bozze restano.",
  },
  permission: { denied: "Il suo ruolo non lo consente. Un amministratore può cambiarlo." },
  conversation: {
    not_found: "Questa conversazione non esiste, o non può vederla.",
    closed: "Questa conversazione è chiusa. Si riapre quando il cliente scrive.",
    not_assigned: "Questa conversazione non è più sua, quindi nulla è stato inviato al cliente.",
    already_assigned: "Qualcun altro ha preso questa conversazione.",
    stale: "Questa conversazione è cambiata nel frattempo. La guardi di nuovo, poi ripeta.",
  },
  offer: {
    not_found: "Questa offerta non esiste più.",
    gone: "Questa offerta è finita: il tempo è scaduto o ha risposto qualcun altro.",
  },
  agent: {
    at_capacity: "Raggiunto il massimo di conversazioni aperte. Ne chiuda una prima.",
    not_found: "Non c'è questo collega nello spazio di lavoro.",
    not_available: "Questo collega ora non è disponibile per conversazioni.",
  },
  queue: { not_found: "Non c'è questa coda nello spazio di lavoro." },
  customer: { not_found: "Non c'è questo cliente, o non lo segue lei." },
  message: {
    client_id_reused: "Questo numero di messaggio è già stato usato per un altro testo. Vale il primo.",
  },
  file: {
    not_found: "Non c'è questo file, o non può vederlo.",
    too_large: "Il file supera i 10 MB. Ne invii uno più piccolo, o un link.",
    empty: "Il file è vuoto. Ne scelga un altro.",
  },
  server: {
    busy: "Il server è occupato o si riavvia. Ciò che ha scritto è conservato e sarà inviato di nuovo.",
  },
};
