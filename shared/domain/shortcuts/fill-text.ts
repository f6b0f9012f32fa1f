/** What a text may name; everything else in braces is only text. */
export const textVariables = [
  "customer.name",
  "customer.first_name",
  "agent.name",
  "conversation.queue",
  "workspace.name",
] as const;
export type TextVariable = (typeof textVariables)[number];

/** What the variables stand for now; a value that is not there, or empty, is missing. */
export type TextValues = Readonly<Partial<Record<TextVariable, string | null>>>;

const known: ReadonlySet<string> = new Set(textVariables);
const isVariable = (name: string): name is TextVariable => known.has(name);

/** `{{name}}`, or `{{name|said when it is missing}}`; with the comma and blanks before it, which go when nothing is said. */
const holes = /(,?[ \t]*)\{\{[ \t]*([a-z_]+\.[a-z_]+)[ \t]*(?:\|([^{}\n]*))?\}\}/g;

/**
 * Puts values into a text, once: what a value brings along is never read again, so a customer who calls himself
 * `{{agent.name}}` stays one. Of a missing value nothing is left, nor the comma and blank before it: "Hello,
 * {{customer.name}}!" becomes "Hello!". Unknown names stay as they are written.
 */
export const fillText = (text: string, values: TextValues): string =>
  text.replace(holes, (whole, blank: string, name: string, otherwise: string | undefined) => {
    if (!isVariable(name)) return whole;
    const value = Object.hasOwn(values, name) ? values[name]?.trim() : undefined;
    const said = value || otherwise?.trim();
    return said ? blank + said : "";
  });

/** A visitor who did not say his name has one that nobody would greet him by. */
const isMadeUp = (name: string) => /^Visitor [0-9A-F]{4}$/.test(name);

/** Who and where, as texts name them. */
export interface TextScene {
  readonly customerName: string | null;
  readonly agentName: string | null;
  readonly queueName: string | null;
  readonly workspaceName: string | null;
}

/** The values of the variables in a conversation. */
export function textValues({ customerName, agentName, queueName, workspaceName }: TextScene): TextValues {
  const name = customerName && !isMadeUp(customerName) ? customerName.trim() : null;
  return {
    "customer.name": name,
    "customer.first_name": name?.split(/\s+/)[0] ?? null,
    "agent.name": agentName,
    "conversation.queue": queueName,
    "workspace.name": workspaceName,
  };
}

/** The names in braces that no value will ever stand for: most likely mistyped. */
export const unknownVariables = (text: string): string[] => [
  ...new Set(
    [...text.matchAll(/\{\{[ \t]*([^{}|]*?)[ \t]*(?:\|[^{}]*)?\}\}/g)]
      .map(([, name]) => name ?? "")
      .filter((name) => !isVariable(name)),
  ),
];
