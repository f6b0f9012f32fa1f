import type { Dictionary } from "./dictionary.ts";

export const ptBrErrors: Dictionary["errors"] = {
  network: "O servidor não foi alcançado. Verifique sua rede; nada se perdeu.",
  timeout: "O servidor não respondeu a tempo. Tente de novo.",
  internal: "Algo deu errado do nosso lado. Foi registrado; tente de novo.",
  request: {
    invalid: "Algo não é válido: veja os campos marcados.",
    too_large: "Isto é maior do que aceitamos. Envie menos por vez.",
    rate_limited: "Pedidos demais. Espere um momento e tente de novo.",
    not_found: "Não há mais nada aqui.",
  },
  session: {
    required: "Você não está conectado. Entre e tente de novo.",
    ended: "Esta sessão terminou. Entre de novo; os rascunhos são mantidos.",
  },
  permission: { denied: "Seu papel não permite isto. Um administrador pode mudar." },
  conversation: {
    not_found: "Não existe essa conversa, ou você não pode vê-la.",
    closed: "Esta conversa está encerrada. Ela reabre quando o cliente escrever.",
    not_assigned: "Esta conversa não é mais sua, por isso nada foi enviado ao cliente.",
    already_assigned: "Outra pessoa pegou esta conversa.",
    stale: "Esta conversa mudou nesse meio-tempo. Veja de novo e repita.",
  },
  offer: {
    not_found: "Essa oferta não existe mais.",
    gone: "Esta oferta terminou: o tempo acabou ou outra pessoa respondeu.",
  },
  agent: {
    at_capacity: "O número máximo de conversas abertas foi atingido. Encerre uma antes.",
    not_found: "Não há esse colega neste espaço de trabalho.",
    not_available: "Este colega não está disponível para conversas agora.",
  },
  queue: { not_found: "Não há essa fila neste espaço de trabalho." },
  customer: { not_found: "Não há esse cliente, ou você não o atende." },
  message: {
    client_id_reused: "Este número de mensagem já foi usado para outro texto. Vale a primeira mensagem.",
  },
  file: {
    not_found: "Não há esse arquivo, ou você não pode vê-lo.",
    too_large: "O arquivo tem mais de 10 MB. Envie um menor, ou um link.",
    empty: "O arquivo está vazio. Escolha outro.",
  },
  server: {
    busy: "O servidor está ocupado ou reiniciando. O que você escreveu é guardado e enviado de novo.",
  },
};
