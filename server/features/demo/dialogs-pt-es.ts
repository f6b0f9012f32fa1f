import type { Dialog } from "./dialog.ts";

export const portugueseDialogs: readonly Dialog[] = [
  {
    language: "pt-BR",
    queue: "Orders",
    outcome: "resolved",
    page: "/cart",
    lines: [
      "c Oi, boa tarde! Fiz o pedido {order} e esqueci de colocar o cupom de 10%.",
      "a Boa tarde, {customer}! Deixa eu ver se o pagamento já foi confirmado.",
      "a Foi confirmado há pouco, mas consigo devolver a diferença no mesmo cartão. Pode ser?",
      "c Pode sim! Em quanto tempo cai?",
      "a Na próxima fatura, no máximo em duas. E {product} sai do estoque ainda hoje.",
      "c Show, muito obrigada pela rapidez 😊",
    ],
  },
  {
    language: "pt-BR",
    queue: "Returns",
    outcome: "resolved",
    page: "/help",
    lines: [
      "c Recebi {product} na cor errada. Pedi preto e veio branco.",
      "a Puxa, desculpe por isso, {customer}. Confirma para mim o número do pedido?",
      "c {order}",
      "n Etiqueta trocada na expedição; avisei o depósito de Campinas.",
      "a Achei. Já reservei a preta para você. O correio retira a branca quando entregar a nova, tudo na mesma visita.",
      "c Perfeito, assim não preciso sair de casa. Obrigado!",
    ],
  },
  {
    language: "pt-BR",
    queue: "Billing",
    outcome: "resolved",
    page: "/account",
    lines: [
      "c Bom dia, o boleto do pedido {order} venceu ontem e não consegui pagar. Perdi o pedido?",
      "a Bom dia, {customer}! Não perdeu: ele fica guardado por cinco dias. Envio um boleto novo?",
      "c Prefiro pagar por Pix, dá?",
      "a Dá sim. Mandei o código Pix para o seu e-mail, vale até amanhã às 18h.",
      "c Pago! Apareceu aí?",
      "a Apareceu na hora. {product} sai amanhã cedo.",
    ],
  },
  {
    language: "pt-BR",
    queue: "Technical",
    outcome: "not_reached",
    page: "/help",
    lines: [
      "c Minha {product} esquenta bastante depois de umas duas horas. É normal?",
      "a Olá, {customer}. Morna é normal, quente demais para tocar não. Qual lâmpada você está usando?",
      "a Você ainda está por aí? Fico no aguardo, e respondo assim que você escrever.",
      "n Sem resposta há 20 minutos. Pode ser lâmpada acima de 40 W.",
    ],
  },
];

export const spanishDialogs: readonly Dialog[] = [
  {
    language: "es",
    queue: "Orders",
    outcome: "resolved",
    page: "/",
    lines: [
      "c Hola, ¿{product} se puede recoger en la tienda de Madrid?",
      "a ¡Hola, {customer}! Sí, en la de Fuencarral quedan cuatro. ¿Le reservo una?",
      "c Sí, por favor. Paso mañana por la tarde.",
      "a Reservada a su nombre hasta el sábado, con el número {order}.",
      "c Genial, gracias.",
    ],
  },
  {
    language: "es",
    queue: "Technical",
    outcome: "resolved",
    page: "/help",
    lines: [
      "c Buenas, ¿{product} sirve para el baño?",
      "a Buenas tardes, {customer}. Es IP44: sirve a partir de 60 cm de la ducha o la bañera.",
      "c Está justo encima del espejo, a un metro.",
      "a Entonces sin problema. Solo conviene que la instale un electricista.",
      "c Perfecto, la compro. Gracias por contestar tan rápido.",
    ],
  },
  {
    language: "es",
    queue: "Returns",
    outcome: "resolved",
    page: "/account",
    lines: [
      "c Devolví un pedido hace dos semanas ({order}) y no me llega el reembolso.",
      "a Lo siento, {customer}. Voy a ver en qué punto está.",
      "n La devolución llegó el día 9, nadie la registró. Reembolso hecho a mano.",
      "a Su paquete llegó, pero no se había registrado. Acabo de hacer el reembolso: lo verá en 2 o 3 días.",
      "c Menos mal que he preguntado.",
      "a Tiene toda la razón. Le he añadido un vale de 10 € por las molestias.",
      "c Muy amable, se agradece.",
    ],
  },
  {
    language: "es",
    queue: "Billing",
    outcome: "spam",
    page: "/",
    lines: [
      "c GANE DINERO DESDE CASA!!! escriba ya a promo@spam.example",
      "a Este chat es para clientes de Lumina.",
    ],
  },
];
