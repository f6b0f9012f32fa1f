import { type AnyContractProcedure, isContractProcedure } from "@orpc/contract";
import type { EventMap } from "../shared/contract/events.ts";
import { contract } from "../shared/contract/index.ts";
import type { ProcedureMeta } from "../shared/contract/procedure.ts";
import {
  deskCommands,
  deskEvents,
  type SocketCommand,
  visitorCommands,
  visitorEvents,
} from "../shared/contract/socket.ts";
import { errorCatalogue } from "../shared/errors/catalogue.ts";
import { permissionNames, permissions } from "../shared/permissions/catalogue.ts";
import { schemes } from "../shared/permissions/schemes/index.ts";
import { describeSchema } from "./describe-schema.ts";

const heading = `# The contract

What can be asked of the server, and what it tells. Generated from \`shared/contract\` by \`npm run docs:contract\`;
do not edit it by hand. The same as a document for programs: \`/openapi.json\` of a running server.

Questions and commands go over HTTP below \`/api/v1\`; news comes over Socket.IO, in the namespaces \`/desk\` and
\`/visitor\`. A failure is \`{ code, status, message, data: { fields? } }\`, with a code of the catalogue at the end.
`;

/** The whole contract as Markdown; the same text for the same contract. */
export function describeContract(): string {
  const parts = [
    heading,
    "## Procedures\n",
    ...procedures().map(describeProcedure),
    "## Commands on the desk's socket\n",
    ...Object.entries(deskCommands).map(describeCommand),
    "## Commands on the visitor's socket\n",
    ...Object.entries(visitorCommands).map(describeCommand),
    "## News for desks\n",
    ...describeEvents(deskEvents),
    "## News for visitors\n",
    ...describeEvents(visitorEvents),
    "## Permissions\n",
    describePermissions(),
    "## Errors\n",
    describeErrors(),
  ];
  return `${parts.join("\n").trimEnd()}\n`;
}

export interface NamedProcedure {
  readonly name: string;
  readonly procedure: AnyContractProcedure;
}

/** Every procedure of the contract with its dotted name, in the contract's order. */
export function procedures(branch: object = contract, before: readonly string[] = []): NamedProcedure[] {
  return Object.entries(branch).flatMap(([key, value]: [string, object]) => {
    const path = [...before, key];
    if (isContractProcedure(value)) return [{ name: path.join("."), procedure: value }];
    return procedures(value, path);
  });
}

function describeProcedure({ name, procedure }: NamedProcedure): string {
  const { route, meta, inputSchema, outputSchema, errorMap } = procedure["~orpc"];
  const { access } = meta as ProcedureMeta;
  return [
    `### ${name}\n`,
    `${route.summary}.\n`,
    `- \`${route.method} /api/v1${route.path}\``,
    `- Access: ${describeAccess(access)}`,
    `- Input: ${describeSchema(inputSchema, "input")}`,
    `- Output: ${describeSchema(outputSchema, "output")}`,
    `- Errors: ${Object.keys(errorMap)
      .map((code) => `\`${code}\``)
      .join(", ")}`,
    "",
  ].join("\n");
}

const describeCommand = ([name, { access, input, output }]: [string, SocketCommand]): string =>
  [
    `### ${name}\n`,
    `- Access: ${describeAccess(access)}`,
    `- Input: ${describeSchema(input, "input")}`,
    `- Acknowledged with: ${describeSchema(output, "output")}`,
    "",
  ].join("\n");

const describeEvents = (events: EventMap): string[] => [
  ...Object.entries(events).map(([name, schema]) => `- \`${name}\`: ${describeSchema(schema, "output")}`),
  "",
];

const words: Readonly<Record<string, string>> = {
  public: "everybody",
  visitor: "a visitor, by the token of the widget",
  "signed-in": "everybody who is signed in",
};

const describeAccess = (access: string): string => words[access] ?? `permission \`${access}\``;

function describePermissions(): string {
  const { roles } = schemes.standard;
  const roleNames = roles.map(({ name }) => name);
  const rows = permissionNames.map((name) => {
    const cells = roles.map(({ grants }) => grants[name]?.scope ?? "");
    return `| \`${name}\` | ${permissions[name].says} | ${cells.join(" | ")} |`;
  });
  return [
    "Whose things a role of the `standard` scheme reaches: its own, those of the groups and queues it leads, is\nassigned to or belongs to (managed), or all. `docs/roles.md` has the other schemes, and the limits of each grant.\n",
    `| permission | what it allows | ${roleNames.join(" | ")} |`,
    `|---|---|${roleNames.map(() => "---|").join("")}`,
    ...rows,
    "",
  ].join("\n");
}

const describeErrors = (): string =>
  [
    "| code | HTTP | what a person reads |",
    "|---|---|---|",
    ...Object.entries(errorCatalogue).map(
      ([code, { status, message }]) => `| \`${code}\` | ${status} | ${message} |`,
    ),
    "",
  ].join("\n");
