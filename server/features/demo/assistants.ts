import { sql } from "drizzle-orm";
import type { Tx } from "#server/platform/db/open-database.ts";
import { assistants, siteInvitations } from "#server/platform/db/schema/automation.ts";
import { workspaces } from "#server/platform/db/schema/workspaces.ts";
import type { AssistantFlow } from "#shared/domain/assistant-flow.ts";
import type { DemoQueue } from "./people.ts";

const flowFor = (queueIds: ReadonlyMap<DemoQueue, string>): AssistantFlow => ({
  greeting: {
    en: "Hello, I am Lumi, the lamp shop's assistant. What is it about?",
    "pt-BR": "Olá, sou a Lumi, a assistente da loja. Do que se trata?",
    es: "Hola, soy Lumi, la asistente de la tienda. ¿De qué se trata?",
    it: "Buongiorno, sono Lumi, l'assistente del negozio. Di che cosa si tratta?",
  },
  choices: [
    {
      key: "delivery",
      label: { en: "Delivery", "pt-BR": "Entrega", es: "Envío", it: "Consegna" },
      keywords: ["delivery", "parcel", "tracking", "entrega", "envío", "pedido", "consegna", "pacco"],
      answer: {
        en: "Lamps leave our warehouse within one working day and arrive in two to four. Anything else?",
        "pt-BR":
          "As luminárias saem do depósito em um dia útil e chegam em dois a quatro. Mais alguma coisa?",
        es: "Las lámparas salen del almacén en un día laborable y llegan en dos a cuatro. ¿Algo más?",
        it: "Le lampade partono entro un giorno lavorativo e arrivano in due-quattro. Altro?",
      },
      handOverTo: null,
    },
    {
      key: "return",
      label: { en: "Return a lamp", "pt-BR": "Devolver", es: "Devolver", it: "Rendere una lampada" },
      keywords: ["return", "refund", "broken", "devolver", "reembolso", "rendere", "rimborso", "reso"],
      answer: {
        en: "You have 30 days. A colleague makes the label for you.",
        "pt-BR": "O prazo é de 30 dias. Um colega prepara a etiqueta.",
        es: "Tiene 30 días. Un compañero le prepara la etiqueta.",
        it: "Ha 30 giorni. Un collega le prepara l'etichetta.",
      },
      handOverTo: queueIds.get("Returns") ?? "own",
    },
    {
      key: "person",
      label: {
        en: "Talk to a person",
        "pt-BR": "Falar com uma pessoa",
        es: "Hablar con una persona",
        it: "Parlare con una persona",
      },
      keywords: ["person", "human", "agent", "pessoa", "persona", "operatore"],
      answer: {},
      handOverTo: "own",
    },
  ],
  notUnderstood: {
    en: "Sorry, I did not understand that. Is it one of these?",
    "pt-BR": "Desculpe, não entendi. É um destes assuntos?",
    es: "Perdón, no lo he entendido. ¿Es uno de estos temas?",
    it: "Scusi, non ho capito. È uno di questi temi?",
  },
  triesBeforeHandOver: 2,
  handOver: {
    en: "I hand you over to a colleague, who sees what you wrote.",
    "pt-BR": "Vou passar para um colega, que verá o que você escreveu.",
    es: "Le paso con un compañero, que verá lo que ha escrito.",
    it: "La passo a un collega, che vede ciò che ha scritto.",
  },
});

/** Lumi, who could answer first, and an invitation for those who look at the cart: both off until somebody wants them. */
export async function fillAssistants(
  tx: Tx,
  { workspaceId, queueIds }: { workspaceId: string; queueIds: ReadonlyMap<DemoQueue, string> },
): Promise<void> {
  const orders = queueIds.get("Orders");
  await tx.insert(assistants).values({
    workspaceId,
    name: "Lumi",
    kind: "built_in",
    enabled: false,
    queueIds: orders ? [orders] : [],
    flow: flowFor(queueIds),
  });
  await tx.insert(siteInvitations).values({
    workspaceId,
    name: "Help at the cart",
    enabled: false,
    page: "/cart",
    seconds: 20,
    visits: 1,
    texts: {
      en: "Can we help you choose? We answer within a minute.",
      "pt-BR": "Podemos ajudar na escolha? Respondemos em um minuto.",
      es: "¿Le ayudamos a elegir? Respondemos en un minuto.",
      it: "Possiamo aiutarla a scegliere? Rispondiamo in un minuto.",
    },
  });
  await tx
    .update(workspaces)
    .set({ settings: sql`${workspaces.settings} || '{"visitors":{"shown":true}}'::jsonb` })
    .where(sql`${workspaces.id} = ${workspaceId}`);
}
