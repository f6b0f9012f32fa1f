import * as z from "zod";

interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly additionalProperties?: JsonSchema | boolean;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly contentEncoding?: string;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly default?: unknown;
}

/** A zod schema in one line, the way a programmer would write the shape down. */
export function describeSchema(schema: unknown, side: "input" | "output"): string {
  if (!(schema instanceof z.ZodType)) return "nothing";
  const json = z.toJSONSchema(schema, { io: side, unrepresentable: "any" });
  return `\`${shape(json as JsonSchema)}\``;
}

function shape(schema: JsonSchema): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" ∣ ");
  const branches = schema.anyOf ?? schema.oneOf;
  if (branches) return [...new Set(branches.map(shape))].join(" ∣ ");
  if (schema.allOf) return schema.allOf.map(shape).join(" & ");
  if (schema.contentEncoding === "binary" || schema.format === "binary") return "file";
  if (Array.isArray(schema.type)) return schema.type.join(" ∣ ");
  return byType(schema);
}

function byType(schema: JsonSchema): string {
  switch (schema.type) {
    case "object":
      return objectShape(schema);
    case "array":
      return `${wrapped(shape(schema.items ?? {}))}[]${schema.maxItems === undefined ? "" : ` (≤ ${schema.maxItems})`}`;
    case "string":
      return schema.format ?? (schema.maxLength === undefined ? "text" : `text (≤ ${schema.maxLength})`);
    case "integer":
    case "number":
      return numberShape(schema);
    default:
      return String(schema.type ?? "any");
  }
}

function objectShape({ properties = {}, required = [], additionalProperties }: JsonSchema): string {
  const fields = Object.entries(properties).map(([name, value]) => {
    const initial = value.default === undefined ? "" : ` = ${JSON.stringify(value.default)}`;
    return `${name}${required.includes(name) ? "" : "?"}: ${shape(value)}${initial}`;
  });
  if (typeof additionalProperties === "object") fields.push(`[name]: ${shape(additionalProperties)}`);
  return fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`;
}

/** The bounds that say something; the limits of the number type itself do not. */
function numberShape({ type, minimum, maximum }: JsonSchema): string {
  const low = minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER ? `≥ ${minimum}` : "";
  const high = maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER ? `≤ ${maximum}` : "";
  const bounds = [low, high].filter(Boolean).join(", ");
  return bounds ? `${type} (${bounds})` : String(type);
}

const wrapped = (text: string): string => (text.includes(" ∣ ") ? `(${text})` : text);
