import type { Dialog } from "./dialog.ts";

export const englishDialogs: readonly Dialog[] = [
  {
    language: "en",
    queue: "Orders",
    outcome: "resolved",
    page: "/cart",
    lines: [
      "c Hi, I ordered {product} on Monday, order {order}. The tracking page has said “label created” for three days now.",
      "a Hello {customer}, thanks for the order number. Let me look at what the carrier says.",
      "a It left our warehouse this morning and is due tomorrow before noon. The tracking page lags a day behind.",
      "c Ah, good. I was afraid it was lost.",
      "a Not at all. Should I send you a text message when it is out for delivery?",
      "c Yes please, to the number in my account.",
      "a Done. Have a nice day, {customer}!",
    ],
  },
  {
    language: "en",
    queue: "Billing",
    outcome: "resolved",
    page: "/account",
    lines: [
      "c I was charged twice for {order}. Two lines of the same amount on my card.",
      "a I am sorry about that, {customer}. One of the two is a reservation that the bank has not released yet.",
      "n Checked with the payment provider: one capture, one authorisation. No refund needed.",
      "a Only one was really charged. The other line disappears within five working days, without you doing anything.",
      "c OK. If it is still there on Friday I will write again.",
      "a Please do. I have noted it with your order, so nobody will ask you the same again.",
    ],
  },
  {
    language: "en",
    queue: "Returns",
    outcome: "follow_up",
    page: "/help",
    lines: [
      "c The shade of {product} arrived with a crack. I can send a photo.",
      "a Oh no. Yes, a photo helps, please.",
      "c It runs along the lower edge, about 4 cm. The box was fine.",
      "a Thank you. I send a new shade today; keep the rest of the lamp. You need not return the broken one.",
      "n Third cracked shade of this batch this month. Told the warehouse.",
      "c Perfect, that is very kind.",
    ],
  },
  {
    language: "en",
    queue: "Technical",
    outcome: "resolved",
    page: "/help",
    lines: [
      "c {product} flickers when I dim it below a third. Is it broken?",
      "a Probably not. Which dimmer do you use? It is often a leading-edge one, made for old bulbs.",
      "c It says “R, 40–300 W” on the back.",
      "a That is one of those. LEDs want one marked “RC” or “LED”. With that it dims down to 5 % without flicker.",
      "c I had no idea. Do you sell them?",
      "a We do: https://lumina.example/dimmers. Reply to the confirmation if it still flickers and we take it back.",
      "c Ordered one. Thanks for explaining instead of just sending a new lamp!",
    ],
  },
];

export const italianDialogs: readonly Dialog[] = [
  {
    language: "it",
    queue: "Orders",
    outcome: "resolved",
    page: "/cart",
    lines: [
      "c Buongiorno, vorrei cambiare l'indirizzo di consegna dell'ordine {order}. Ho traslocato la settimana scorsa.",
      "a Buongiorno {customer}, nessun problema: il pacco non è ancora partito. Qual è il nuovo indirizzo?",
      "c Via Garibaldi 14, 40124 Bologna. Il citofono è ancora a nome Ferri.",
      "a Ho corretto l'indirizzo e aggiunto la nota per il corriere. Riceverà {product} giovedì.",
      "c Gentilissimo, grazie mille.",
    ],
  },
  {
    language: "it",
    queue: "Technical",
    outcome: "resolved",
    page: "/help",
    lines: [
      "c Ho montato {product} ma non si accende. La lampadina è nuova.",
      "a Mi dispiace, {customer}. Proviamo insieme: il cavo è inserito fino in fondo nel connettore bianco?",
      "c Aspetti che controllo.",
      "c Era quello! Bisognava premere fino al clic. Adesso funziona.",
      "a Perfetto. Succede spesso, stiamo cambiando le istruzioni proprio per questo.",
      "c Allora aggiungete un disegno grande :)",
    ],
  },
  {
    language: "it",
    queue: "Returns",
    outcome: "resolved",
    page: "/account",
    lines: [
      "c Salve, {product} è bellissima ma troppo grande per il mio corridoio. Posso renderla?",
      "a Certo {customer}, ha 30 giorni. Le mando l'etichetta per il reso all'indirizzo e-mail dell'ordine {order}.",
      "c Devo usare la scatola originale?",
      "a Se l'ha ancora, sì. Altrimenti basta una scatola robusta. Il rimborso arriva entro tre giorni dal nostro controllo.",
      "c Ricevuta. Grazie e buona giornata!",
    ],
  },
  {
    language: "it",
    queue: "Billing",
    outcome: "follow_up",
    page: "/account",
    lines: [
      "c Mi serve la fattura intestata all'azienda per l'ordine {order}.",
      "a Buonasera {customer}. Mi può dare la ragione sociale e la partita IVA?",
      "c Studio Ferri & Associati, 01234567890.",
      "n Fattura da emettere a mano: il cliente ha comprato come privato.",
      "a Grazie. L'amministrazione la emette domani mattina e la riceve per e-mail.",
      "c Va bene, attendo.",
    ],
  },
];
