import type { Language } from "#shared/contract/ids.ts";

export const customerNames: Readonly<Record<Language, readonly string[]>> = {
  en: [
    "Emma Clarke",
    "Oliver Hughes",
    "Grace O'Brien",
    "Noah Patel",
    "Sofia Lindgren",
    "Jack Turner",
    "Mei Tanaka",
  ],
  "pt-BR": [
    "Juliana Alves",
    "Pedro Henrique Costa",
    "Beatriz Nogueira",
    "Thiago Ramos",
    "Larissa Monteiro",
    "João Vítor Pires",
    "Camila Freitas",
  ],
  es: [
    "Lucía Fernández",
    "Javier Ortega",
    "Carmen Molina",
    "Diego Herrera",
    "Elena Núñez",
    "Pablo Castro",
    "Irene Vidal",
  ],
  it: [
    "Marco Ferri",
    "Chiara Bellini",
    "Davide Greco",
    "Francesca Serra",
    "Alessio Marino",
    "Martina Galli",
    "Elisa Fontana",
  ],
};

export const products: Readonly<Record<Language, readonly string[]>> = {
  en: ["the Aurora floor lamp", "the Halo pendant", "the Brise desk lamp", "the Luna wall light"],
  "pt-BR": ["luminária Aurora", "luminária de mesa Brisa", "arandela Luna"],
  es: ["la lámpara Aurora", "la lámpara de mesa Brisa", "el aplique Luna"],
  it: ["la lampada Aurora", "la lampada da tavolo Brezza", "la lampada Luna"],
};

/** An address that belongs to nobody. */
export const customerEmail = (name: string): string =>
  `${name
    .normalize("NFD")
    .replace(/[^\p{L} ]/gu, "")
    .toLowerCase()
    .split(" ")
    .join(".")}@customer.example`;
