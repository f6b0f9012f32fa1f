import type { Scene } from "./shift.ts";

/** An afternoon at the lamp shop, as it stands on the pictures. */
export const afternoon: readonly Scene[] = [
  {
    name: "Marina Alves",
    email: "marina@customer.example",
    language: "en",
    page: ["/cart", "Your cart · Lumina"],
    lines: [
      ["customer", 9_400, "Hello, when will the Brisa be back in stock?"],
      ["agent", 9_398, "On Thursday. Shall I keep one for you?"],
      ["customer", 9_396, "Yes please, thank you!"],
    ],
    later: {
      page: ["/products/brisa-floor", "Brisa floor lamp · Lumina"],
      lines: [
        ["customer", 14, "Hi! My Brisa arrived today, but the shade is cracked on one side."],
        ["customer", 14, "Order **LM-41873**. I can send a picture."],
        ["agent", 12, "I am sorry to hear that, Marina. A picture would help a lot."],
        ["customer", 10, "One moment, I am taking it."],
        [
          "note",
          8,
          "Second cracked shade from this batch. The courier is told; she gets a new one, no return needed.",
        ],
        [
          "agent",
          7,
          "Thank you for waiting. I can send you a new shade today:\n- it arrives on **Tuesday**\n- you can keep the old one\n- here is the way to change it: https://lumina.example/help/brisa-shade",
        ],
        ["customer", 3, "That is wonderful. Do I need a tool for it?"],
      ],
    },
  },
  {
    name: "Diego Fernández",
    email: "diego@customer.example",
    language: "es",
    page: ["/cart", "Your cart · Lumina"],
    queue: "Billing",
    lines: [
      ["customer", 22, "Hola, necesito la factura a nombre de mi empresa."],
      ["agent", 20, "Claro, Diego. ¿Me puede enviar el NIF?"],
      ["customer", 2, "B-12345678, Estudio Fernández S.L."],
    ],
  },
  {
    name: "Chiara Bianchi",
    email: "chiara@customer.example",
    language: "it",
    page: ["/products/ninho-table", "Ninho table lamp · Lumina"],
    lines: [
      ["customer", 31, "Buongiorno, la Ninho è dimmerabile?"],
      ["agent", 29, "Sì, con una lampadina E27 dimmerabile."],
    ],
  },
  {
    name: "Oliver Hughes",
    email: "oliver@customer.example",
    language: "en",
    page: ["/help", "Delivery and returns · Lumina"],
    queue: "Returns",
    waits: true,
    lines: [["customer", 4, "How do I send back the Onda wall light?"]],
  },
  {
    name: "Beatriz Nogueira",
    email: "bia@customer.example",
    language: "pt-BR",
    page: ["/products/faro-lantern", "Faro outdoor lantern · Lumina"],
    waits: true,
    lines: [["customer", 1, "Oi! A Faro aguenta chuva o ano todo?"]],
  },
];
