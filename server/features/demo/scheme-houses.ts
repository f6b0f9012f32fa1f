import type { SchemeName } from "#shared/permissions/schemes/index.ts";

/** A small workspace on the scheme of one of the models, with one person for each of its roles. */
export interface SchemeHouse {
  readonly key: string;
  readonly name: string;
  readonly scheme: SchemeName;
  /** What follows the role in everybody's address: `agent@kit.example`. */
  readonly domain: string;
  readonly queue: string;
  readonly group: string;
  /** The role that leads the group. */
  readonly leader: string;
  /** Names by role, in the order of rank. */
  readonly people: Readonly<Record<string, string>>;
}

export const schemeHouses: readonly SchemeHouse[] = [
  {
    key: "demo-vivocha",
    name: "Velo Bikes",
    scheme: "vivocha",
    domain: "vivocha.example",
    queue: "Customer care",
    group: "Front desk",
    leader: "supervisor",
    people: {
      auditor: "Ingrid Falk",
      agent: "Paolo Neri",
      supervisor: "Dana Weiss",
      administrator: "Hugo Marchetti",
    },
  },
  {
    key: "demo-aivo",
    name: "Andes Travel",
    scheme: "aivo-live",
    domain: "aivo.example",
    queue: "Reservations",
    group: "Buenos Aires",
    leader: "supervisor",
    people: {
      agent: "Sol Giménez",
      "agent-dashboard": "Bruno Ferreyra",
      coordinator: "Renata Paz",
      "agent-supervisor": "Martín Acosta",
      supervisor: "Valeria Quiroga",
      administrator: "Esteban Ríos",
    },
  },
  {
    key: "demo-kit",
    name: "Northwind Parcels",
    scheme: "voximplant-kit",
    domain: "kit.example",
    queue: "Parcels",
    group: "First line",
    leader: "supervisor",
    people: {
      agent: "Mia Jansen",
      supervisor: "Oskar Lind",
      manager: "Freya Holm",
      administrator: "Anton Berg",
      owner: "Sigrid Dahl",
    },
  },
];
