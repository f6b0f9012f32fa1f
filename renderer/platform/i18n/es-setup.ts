import type { SetupTexts } from "./dictionary.ts";

export const esSetup: SetupTexts = {
  setup: {
    changes_one: "{{count}} cambio",
    changes_other: "{{count}} cambios",
    save: "Guardar",
    undo: "Deshacer",
    saved: "Guardado.",
    leaveTitle: "¿Salir sin guardar?",
    leaveText: "Lo que ha cambiado aquí no se ha guardado: {{what}}.",
    leave: "Salir sin guardar",
    stay: "Quedarse aquí",
    typeName: "Escriba «{{name}}» para confirmar",
    typeFirst: "Escriba primero el nombre.",
    confirmLabel: "Qué va a ocurrir",
    again: "Cargar de nuevo",
    choose: "Elija un elemento a la izquierda",
    close: "Cerrar",
    readOnly: "Puede ver esto, pero no cambiarlo.",
  },
  table: {
    nothing: "No se encontró nada.",
    columns: "Columnas",
    sortBy: "Ordenar por {{column}}",
    selectAll: "Seleccionar todo en esta página",
    select: "Seleccionar {{name}}",
    previous: "Página anterior",
    next: "Página siguiente",
    range: "{{from}}–{{to}} de {{total}}",
    perPage: "Filas por página",
    loading: "Cargando…",
  },
};
