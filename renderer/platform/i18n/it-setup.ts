import type { SetupTexts } from "./dictionary.ts";

export const itSetup: SetupTexts = {
  setup: {
    changes_one: "{{count}} modifica",
    changes_other: "{{count}} modifiche",
    save: "Salva",
    undo: "Annulla modifiche",
    saved: "Salvato.",
    leaveTitle: "Uscire senza salvare?",
    leaveText: "Ciò che ha modificato qui non è stato salvato: {{what}}.",
    leave: "Esci senza salvare",
    stay: "Resta qui",
    typeName: "Scriva «{{name}}» per confermare",
    typeFirst: "Scriva prima il nome.",
    confirmLabel: "Che cosa succede",
    again: "Carica di nuovo",
    choose: "Scelga una voce a sinistra",
    close: "Chiudi",
    readOnly: "Può vedere questa parte, ma non modificarla.",
  },
  table: {
    nothing: "Nessun risultato.",
    columns: "Colonne",
    sortBy: "Ordina per {{column}}",
    selectAll: "Seleziona tutti in questa pagina",
    select: "Seleziona {{name}}",
    previous: "Pagina precedente",
    next: "Pagina successiva",
    range: "{{from}}–{{to}} di {{total}}",
    perPage: "Righe per pagina",
    loading: "Caricamento…",
  },
};
