import type { Dictionary } from "./dictionary.ts";
import { ptBrAutomationErrors } from "./pt-br-automation.ts";
import { ptBrPhoneErrors } from "./pt-br-phone.ts";
import { ptBrRecordingErrors } from "./pt-br-recordings.ts";

export const ptBrErrors: Dictionary["errors"] = {
  ...ptBrAutomationErrors,
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
  permission: {
    denied: "Sua função não permite isto. Um administrador pode mudar.",
    field: "Sua função não permite alterar os campos indicados. Nada foi salvo.",
  },
  preview: {
    read_only: "Você está olhando como outra função, só para leitura. Volte antes à sua própria função.",
  },
  auth: {
    wrong_code: "Este código está errado ou já foi usado. Espere o próximo e tente de novo.",
    step_ended: "Demorou demais, ou houve códigos errados demais. Entre com sua senha de novo.",
    passkey_refused: "Esta chave de acesso não entra aqui. Use outra ou sua senha.",
    wrong_credentials: "O e-mail ou a senha está errado.",
    wrong_password: "A senha está errada. Nada foi alterado.",
    second_factor_required: "Sua função exige um segundo fator. Configure um no seu perfil para continuar.",
    address_not_allowed: "Não é permitido entrar a partir deste endereço. Fale com um administrador.",
  },
  password: {
    refused: "Esta senha não pode ser aceita: é curta demais ou conhecida de vazamentos. Escolha outra.",
  },
  user: {
    not_found: "Não existe essa pessoa, ou você não pode vê-la.",
    stale: "Outra pessoa alterou este cadastro nesse meio-tempo. Veja de novo e repita.",
  },
  email: {
    taken: "Este e-mail pertence a outra conta.",
    link_invalid: "Este link já foi usado ou expirou. Peça a alteração de novo no seu perfil.",
  },
  photo: {
    invalid: "Não conseguimos ler esta foto. Use PNG, JPEG ou WebP de até 5 MB.",
  },
  invitation: {
    not_found: "Não há esse convite em aberto.",
    invalid: "Este convite já foi usado, foi retirado ou expirou. Peça um novo.",
  },
  role: {
    not_found: "Não há essa função neste espaço de trabalho.",
    not_yours_to_give: "Você não pode dar esta função: só as que a sua alcança.",
    too_wide: "Esta função permitiria mais do que a sua. Retire as permissões indicadas.",
    too_many: "Já existem 50 funções personalizadas. Exclua uma antes.",
    built_in: "As funções de fábrica não podem ser alteradas. Faça uma cópia e altere a cópia.",
    in_use: "Há pessoas com esta função. Dê outra a elas antes.",
  },
  owner: {
    last: "Alguém precisa estar no topo deste espaço de trabalho. Passe o lugar a outra pessoa antes.",
    needs_administrator: "A propriedade só passa a um Administrador ativo. Torne a pessoa um antes.",
  },
  group: {
    not_found: "Não há esse grupo, ou você não pode vê-lo.",
    nobody: "Ninguém deste grupo recebe conversas. Escolha outro, ou uma pessoa.",
    leader_cannot: "As pessoas indicadas não podem liderar um grupo: a função delas não cuida de ninguém.",
  },
  queue: {
    overflow_loop: "Com estas regras alguém ficaria dando voltas e nunca seria atendido.",
    used_by_queues: "Outras filas enviam para esta quem não podem atender. Mude primeiro as regras delas.",
    not_found: "Não há essa fila neste espaço de trabalho.",
    supervisor_cannot: "As pessoas indicadas não podem supervisionar: a função delas não acompanha filas.",
    in_use: "Há conversas esperando nesta fila. Mova-as antes.",
  },
  skill: {
    asked_for: "Há filas que pedem esta habilidade, por isso ela fica. Tire-a primeiro das regras delas.",
    not_found: "Não há essa habilidade neste espaço de trabalho.",
    in_use: "Há pessoas com esta habilidade, por isso ela fica. Retire-a delas antes.",
  },
  status: {
    absent: "Esta pessoa não está conectada. Só dá para definir Offline até ela voltar.",
    none: "A função desta pessoa não tem status.",
    not_found: "Não existe esse status neste espaço de trabalho.",
    reason_needed: "Este status pede um motivo. Diga por que o escolhe.",
    too_many: "Dez status próprios já estão em uso. Arquive um deles antes.",
  },
  name: {
    taken: "Já existe um com este nome. Escolha outro nome.",
  },
  record: {
    stale: "Outra pessoa alterou isto nesse meio-tempo. Veja de novo e repita.",
  },
  security: {
    shuts_you_out: "Com estas regras, você mesmo não poderia entrar de onde está. Nada foi salvo.",
  },
  factor: {
    wrong_code: "Este código está errado ou já foi usado. Espere o próximo e tente de novo.",
    on_already: "Já há um aplicativo autenticador em uso. Desligue-o para configurar outro.",
    not_started: "Nenhum aplicativo autenticador foi configurado. Comece com uma chave nova.",
  },
  passkey: {
    refused: "A chave de acesso não foi criada como pedimos, ou demorou demais. Tente de novo.",
    not_found: "Não há esta chave de acesso entre as suas.",
  },
  sso: {
    not_set_up: "Não há entrada pela empresa para este endereço. Use sua senha.",
    issuer_unreachable:
      "O provedor de identidade não responde como OpenID Connect. Verifique o endereço do emissor.",
    domain_taken: "Outro espaço de trabalho já autentica as pessoas deste domínio.",
  },
  conversation: {
    not_found: "Não existe essa conversa, ou você não pode vê-la.",
    closed: "Esta conversa está encerrada. Ela reabre quando o cliente escrever.",
    not_assigned: "Esta conversa não é mais sua, por isso nada foi enviado ao cliente.",
    not_parked: "Esta conversa não está mais estacionada. Veja-a de novo.",
    already_assigned: "Outra pessoa pegou esta conversa.",
    stale: "Esta conversa mudou nesse meio-tempo. Veja de novo e repita.",
  },
  help: {
    not_found: "Não há esse pedido de ajuda, ou você não pode vê-lo.",
    open_already: "Já se pediu ajuda nesta conversa. Espere, ou retire o pedido.",
    gone: "Outra pessoa pegou este pedido de ajuda, ou ele terminou.",
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
  assistant: { not_found: "Não existe esse assistente virtual neste espaço de trabalho." },
  webhook: { not_allowed: "Um webhook precisa de um endereço https da internet pública. Nada foi salvo." },
  site_invitation: { not_found: "Não existe esse convite neste espaço de trabalho." },
  customer: {
    not_found: "Não há esse cliente, ou você não o atende.",
    in_conversation: "Este cliente já está em uma conversa, então não é possível escrever primeiro.",
  },
  shortcut: {
    not_found: "Não há esse atalho, ou ele não é seu para usar.",
    other_tags: "Este atalho é só para conversas com uma de suas etiquetas.",
    too_many: "Há tantos atalhos quantos pode haver. Exclua um que ninguém usa.",
  },
  message: {
    no_text: "Esta mensagem não tem texto em nenhum idioma. Escreva um antes de ligá-la.",
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
  recording: ptBrRecordingErrors,
  call: {
    not_found: "Esta chamada não existe ou não é sua.",
    over: "Esta chamada terminou.",
    wrong_state: "Isto não é possível com a chamada como está agora.",
    elsewhere: "Outra janela tem o som desta chamada.",
    media_failed: "Não foi possível iniciar som e imagem. Tente novamente em instantes; a chamada continua.",
    busy: "Já existe uma chamada. Encerre-a primeiro.",
    colleague_away: "Este colega não está presente agora.",
    not_offered: "Chamadas deste tipo não são oferecidas aqui no momento.",
    colleague_busy: "Este colega está em uma chamada. Tente mais tarde.",
    nobody_free: "Ninguém deles está presente e livre agora. Chame alguém pelo nome ou tente mais tarde.",
    history_closed:
      "O seu espaço de trabalho, ou o seu grupo, mantém fechado o histórico de chamadas. Um administrador pode abri-lo.",
  },
  extension: {
    not_found: "Ninguém tem este ramal. Procure entre os contatos.",
    taken: "Outra pessoa já tem este ramal. Escolha outro.",
    reserved: "Em alguns países este número chama a emergência ou um serviço público. Escolha outro.",
    no_room: "Não há tantos números livres deste tamanho. Escolha mais dígitos.",
  },
  phone: ptBrPhoneErrors,
  wrap_up: {
    no_more_time: "A fila não dá mais tempo para isso. Salve.",
    not_found: "Este trabalho pós-atendimento terminou.",
    incomplete: "Esta fila pede mais antes de salvar o trabalho.",
  },
  disposition: {
    not_found: "Este resultado não existe mais. Escolha outro.",
    last: "As conversas precisam de pelo menos um resultado. Adicione outro primeiro.",
  },
  tag: {
    not_found: "Esta etiqueta não existe mais.",
    in_use:
      "Esta etiqueta está em uso, e a sua função só exclui as que não são usadas. Peça a um administrador.",
  },
  topic_set: {
    not_found: "Este conjunto de assuntos não existe mais.",
    in_use:
      "Há filas que pedem este conjunto, e a sua função só exclui os que não são usados. Peça a um administrador.",
  },
  topic: {
    not_found: "Este assunto não existe mais. Escolha outro.",
    too_deep: "Os assuntos têm no máximo quatro níveis. Escolha outro lugar.",
  },
};
