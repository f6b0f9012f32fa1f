import type { Dictionary } from "./dictionary.ts";

export const itPhoneErrors: Dictionary["errors"]["phone"] = {
  not_a_number: "Questo non è un numero di telefono. Lo scriva con il paese, come +39 02 1234567.",
  no_line:
    "Nessuna linea telefonica può chiamare ora. Un amministratore vede il motivo in Configurazione, Linee telefoniche.",
  prefix_not_allowed:
    "I numeri che iniziano così non si possono chiamare. Un amministratore decide quali sì.",
  line_full: "La linea telefonica non porta altre chiamate in questo momento. Riprovi tra poco.",
  number_not_yours: "Non può mostrare questo numero. Ne scelga uno di quelli che le vengono offerti.",
  no_phone: "In questa chiamata non c'è un telefono a cui inviare cifre.",
  line_not_found: "Questa linea telefonica non c'è più.",
  name_taken: "Un'altra linea telefonica ha questo nome. Ne scelga un altro.",
  number_not_found: "Questo numero non c'è più.",
  number_taken: "Questo numero è già su una linea telefonica. Lo tolga prima da lì.",
};
