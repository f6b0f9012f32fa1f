import type { SetupTexts } from "./dictionary.ts";

export const ptBrSetup: SetupTexts = {
  setup: {
    changes_one: "{{count}} alteração",
    changes_other: "{{count}} alterações",
    save: "Salvar",
    undo: "Desfazer",
    saved: "Salvo.",
    leaveTitle: "Sair sem salvar?",
    leaveText: "O que você mudou aqui não foi salvo: {{what}}.",
    leave: "Sair sem salvar",
    stay: "Ficar aqui",
    typeName: "Digite “{{name}}” para confirmar",
    typeFirst: "Digite o nome primeiro.",
    confirmLabel: "O que vai acontecer",
    again: "Carregar de novo",
    choose: "Escolha um item à esquerda",
    close: "Fechar",
    readOnly: "Você pode ver isto, mas não alterar.",
  },
  table: {
    nothing: "Nada encontrado.",
    columns: "Colunas",
    sortBy: "Ordenar por {{column}}",
    selectAll: "Selecionar todos desta página",
    select: "Selecionar {{name}}",
    previous: "Página anterior",
    next: "Próxima página",
    range: "{{from}}–{{to}} de {{total}}",
    perPage: "Linhas por página",
    loading: "Carregando…",
  },
};
