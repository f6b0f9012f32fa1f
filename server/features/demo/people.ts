import type { Language } from "#shared/contract/ids.ts";

export interface DemoPerson {
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly language: Language;
  readonly timeZone: string;
  readonly queues: readonly DemoQueue[];
}

export const demoQueues = ["Orders", "Billing", "Returns", "Technical"] as const;
export type DemoQueue = (typeof demoQueues)[number];

/** The same for everybody, printed at the first start; refused in production. */
export const demoPassword = "sidetone-demo";

export const demoWorkspace = { key: "demo-shop", name: "Lumina", accent: "#0f766e" } as const;

const address = (name: string) =>
  `${name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/ /g, ".")}@lumina.example`;

const person = (
  name: string,
  role: string,
  language: Language,
  timeZone: string,
  queues: readonly DemoQueue[],
): DemoPerson => ({ name, email: address(name), role, language, timeZone, queues });

/** Twelve people over all nine roles, so that every screen can be seen with the right eyes. */
export const demoPeople: readonly DemoPerson[] = [
  person("Ana Souza", "agent", "en", "America/Sao_Paulo", ["Orders", "Billing"]),
  person("Luca Rossi", "agent", "en", "Europe/Rome", ["Orders", "Returns", "Technical"]),
  person("Maria García", "agent", "es", "Europe/Madrid", ["Orders", "Returns", "Technical"]),
  person("Tom Becker", "agent", "en", "Europe/Berlin", ["Orders", "Billing", "Technical"]),
  person("Helena Duarte", "agent-dashboard", "pt-BR", "Europe/Lisbon", ["Orders", "Billing"]),
  person("Priya Nair", "coordinator", "en", "Europe/London", ["Orders", "Returns"]),
  person("Giulia Conti", "agent-supervisor", "it", "Europe/Rome", ["Orders", "Returns", "Technical"]),
  person("Rafael Lima", "supervisor", "pt-BR", "America/Sao_Paulo", [
    "Orders",
    "Billing",
    "Returns",
    "Technical",
  ]),
  person("Nora Lindqvist", "manager", "en", "Europe/Stockholm", []),
  person("Samuel Okafor", "administrator", "en", "Europe/London", []),
  person("Clara Moretti", "owner", "it", "Europe/Rome", []),
  person("Viktor Hahn", "auditor", "en", "Europe/Vienna", []),
];
