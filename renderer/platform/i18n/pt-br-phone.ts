import type { Dictionary } from "./dictionary.ts";

export const ptBrPhoneErrors: Dictionary["errors"]["phone"] = {
  not_a_number: "Este não é um número de telefone. Digite-o com o país, como +39 02 1234567.",
  no_line:
    "Nenhuma linha telefônica pode ligar agora. Um administrador vê o motivo em Configuração, Linhas telefônicas.",
  prefix_not_allowed:
    "Números que começam assim não podem ser chamados. Um administrador decide quais podem.",
  line_full: "A linha telefônica não comporta mais chamadas neste momento. Tente novamente em instantes.",
  number_not_yours: "Você não pode mostrar este número. Escolha um dos que lhe são oferecidos.",
  no_phone: "Não há telefone nesta chamada a que enviar dígitos.",
  line_not_found: "Esta linha telefônica não existe mais.",
  name_taken: "Outra linha telefônica tem este nome. Escolha outro.",
  number_not_found: "Este número não existe mais.",
  number_taken: "Este número já está em uma linha telefônica. Retire-o de lá primeiro.",
};
