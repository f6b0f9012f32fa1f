import type { AutomaticKind } from "#shared/domain/automatic-messages.ts";
import type { Texts } from "#shared/domain/texts.ts";

/** A canned reply of the demo shop: everybody's, a group's, or one person's by the first part of his address. */
export interface DemoShortcut {
  readonly code: string;
  readonly title: string;
  readonly texts: Texts;
  readonly used: number;
  readonly group?: string;
  readonly owner?: string;
}

export const demoShortcuts: readonly DemoShortcut[] = [
  {
    code: "hello",
    title: "Greeting",
    used: 214,
    texts: {
      en: "Hello {{customer.first_name}}, this is {{agent.name}} from {{workspace.name}}. How can I help you?",
      "pt-BR":
        "Olá {{customer.first_name}}, aqui é {{agent.name}}, da {{workspace.name}}. Como posso ajudar?",
      it: "Buongiorno {{customer.first_name}}, sono {{agent.name}} di {{workspace.name}}. Come posso aiutarla?",
    },
  },
  {
    code: "order",
    title: "Ask for the order number",
    used: 131,
    texts: {
      en: "Could you tell me your order number? It begins with LU and is in the subject of our e-mail.",
      "pt-BR": "Pode me dizer o número do pedido? Ele começa com LU e está no assunto do nosso e-mail.",
      it: "Mi può dire il numero d'ordine? Inizia con LU ed è nell'oggetto della nostra e-mail.",
    },
  },
  {
    code: "moment",
    title: "One moment, I am looking it up",
    used: 187,
    texts: {
      en: "One moment please, {{customer.first_name}}: I am looking it up.",
      "pt-BR": "Um momento, por favor, {{customer.first_name}}: vou verificar.",
      it: "Un momento, {{customer.first_name}}: sto controllando.",
    },
  },
  {
    code: "delivery",
    title: "Delivery times",
    used: 96,
    texts: {
      en: "Lamps in stock leave our warehouse within two working days; delivery takes another two to four.",
      "pt-BR":
        "As luminárias em estoque saem do depósito em até dois dias úteis; a entrega leva de dois a quatro.",
      it: "Le lampade disponibili partono entro due giorni lavorativi; la consegna ne richiede altri due o quattro.",
    },
  },
  {
    code: "return",
    title: "How to send something back",
    used: 78,
    texts: {
      en: "You have 30 days to send it back, at our cost. I will send the label to your e-mail address now.",
      "pt-BR": "Você tem 30 dias para devolver, por nossa conta. Envio agora a etiqueta para o seu e-mail.",
      it: "Ha 30 giorni per il reso, a nostre spese. Le mando subito l'etichetta via e-mail.",
    },
  },
  {
    code: "refund",
    title: "When the money is back",
    used: 64,
    texts: {
      en: "The refund is on its way. Depending on your bank it takes three to five working days.",
      "pt-BR": "O reembolso já foi feito. Dependendo do seu banco, leva de três a cinco dias úteis.",
      it: "Il rimborso è partito. A seconda della banca servono da tre a cinque giorni lavorativi.",
    },
  },
  {
    code: "broken",
    title: "Arrived broken: ask for a photo",
    used: 41,
    texts: {
      en: "I am sorry about that. Could you send me a photo of the lamp and of the box? Then I order a new one.",
      "pt-BR": "Sinto muito. Pode me enviar uma foto da luminária e da caixa? Assim já peço uma nova.",
      it: "Mi dispiace. Può mandarmi una foto della lampada e della scatola? Così ne ordino una nuova.",
    },
  },
  {
    code: "bye",
    title: "Goodbye",
    used: 173,
    texts: {
      en: "Thank you for writing to {{workspace.name}}, {{customer.first_name}}. Have a good day!",
      "pt-BR": "Obrigado por escrever para a {{workspace.name}}, {{customer.first_name}}. Tenha um bom dia!",
      it: "Grazie per aver scritto a {{workspace.name}}, {{customer.first_name}}. Buona giornata!",
    },
  },
  {
    code: "night",
    title: "Technicians come back in the morning",
    used: 12,
    group: "Night team",
    texts: {
      en: "Our technicians are back at 8 in the morning. I have noted everything, and they will write to you first.",
      "pt-BR": "Nossos técnicos voltam às 8 da manhã. Anotei tudo, e eles vão escrever primeiro para você.",
      it: "I nostri tecnici tornano alle 8. Ho annotato tutto, e saranno loro a scriverle.",
    },
  },
  {
    code: "dimmer",
    title: "Which dimmer fits",
    used: 9,
    owner: "priya.nair",
    texts: {
      en: "For LED lamps take a trailing-edge dimmer of at least 5 W; the older ones make them flicker.",
      "pt-BR":
        "Para lâmpadas LED use um dimmer de corte de fase final, de pelo menos 5 W; os antigos fazem piscar.",
      it: "Per le lampade LED serve un dimmer a taglio di fase finale da almeno 5 W; i vecchi le fanno sfarfallare.",
    },
  },
];

/** Written and switched off: whoever tries the demo says when the shop talks by itself. */
export const demoMessages: Readonly<Record<AutomaticKind, Texts>> = {
  welcome: {
    en: "Welcome to {{workspace.name}}, {{customer.first_name}}. Somebody will be with you in a moment.",
    "pt-BR": "Bem-vindo à {{workspace.name}}, {{customer.first_name}}. Alguém já vai atender você.",
    es: "Bienvenido a {{workspace.name}}, {{customer.first_name}}. Enseguida le atendemos.",
    it: "Benvenuto da {{workspace.name}}, {{customer.first_name}}. Tra un momento le rispondiamo.",
  },
  waiting: {
    en: "Thank you for waiting: you keep your place in {{conversation.queue}}.",
    "pt-BR": "Obrigado por esperar: você mantém o seu lugar em {{conversation.queue}}.",
    es: "Gracias por esperar: conserva su lugar en {{conversation.queue}}.",
    it: "Grazie per l'attesa: mantiene il suo posto in {{conversation.queue}}.",
  },
  away: {
    en: "Nobody is here at the moment. Leave your message: we answer as soon as we are back.",
    "pt-BR": "Não há ninguém aqui agora. Deixe sua mensagem: respondemos assim que voltarmos.",
    it: "In questo momento non c'è nessuno. Lasci un messaggio: rispondiamo appena torniamo.",
  },
  closing: {
    en: "Thank you for writing to {{workspace.name}}. Write here again whenever you like.",
    "pt-BR": "Obrigado por escrever para a {{workspace.name}}. Escreva aqui quando quiser.",
    es: "Gracias por escribir a {{workspace.name}}. Escriba aquí cuando quiera.",
    it: "Grazie per aver scritto a {{workspace.name}}. Può riscrivere qui quando vuole.",
  },
};
