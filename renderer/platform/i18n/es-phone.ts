import type { Dictionary } from "./dictionary.ts";

export const esPhoneErrors: Dictionary["errors"]["phone"] = {
  not_a_number: "Esto no es un número de teléfono. Escríbalo con su país, como +39 02 1234567.",
  no_line:
    "Ninguna línea telefónica puede llamar ahora. Un administrador ve el motivo en Configuración, Líneas telefónicas.",
  prefix_not_allowed: "No se puede llamar a números que empiezan así. Un administrador decide a cuáles sí.",
  line_full: "La línea telefónica no admite más llamadas en este momento. Inténtelo de nuevo dentro de poco.",
  number_not_yours: "No puede mostrar este número. Elija uno de los que se le ofrecen.",
  no_phone: "En esta llamada no hay ningún teléfono al que enviar dígitos.",
  line_not_found: "Esta línea telefónica ya no existe.",
  name_taken: "Otra línea telefónica tiene este nombre. Elija otro.",
  number_not_found: "Este número ya no existe.",
  number_taken: "Este número ya está en una línea telefónica. Quítelo allí primero.",
};
