import type { FieldProblem } from "#shared/errors/app-error.ts";

/** The part of a zod issue that is read here; other validators give at least `message` and `path`. */
export interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
  readonly code?: string;
  readonly expected?: string;
  readonly format?: string;
  readonly values?: readonly unknown[];
  readonly keys?: readonly string[];
  readonly minimum?: number | bigint;
  readonly maximum?: number | bigint;
  readonly origin?: string;
  readonly errors?: readonly (readonly Issue[])[];
}

/** What is wrong with an input, by field, in words a person can act on. Never repeats what was sent. */
export function fieldProblems(issues: readonly Issue[]): FieldProblem[] {
  const found = issues.flatMap((issue) => explain(issue, []));
  const seen = new Set<string>();
  return found.filter(({ field }) => !seen.has(field) && seen.add(field)).slice(0, 20);
}

function explain(issue: Issue, before: readonly string[]): FieldProblem[] {
  const path = [...before, ...(issue.path ?? []).map(nameOf)];
  if (issue.code === "invalid_union" && issue.errors && issue.errors.length > 0) {
    // The branch that came nearest has the fewest complaints; its words help most.
    const [nearest = []] = [...issue.errors].sort((a, b) => a.length - b.length);
    if (nearest.length > 0) return nearest.flatMap((inner) => explain(inner, path));
  }
  if (issue.code === "unrecognized_keys") {
    return (issue.keys ?? []).map((key) => ({
      field: [...path, key].join("."),
      problem: "is not known here",
    }));
  }
  return [{ field: path.join(".") || "input", problem: words(issue) }];
}

const nameOf = (part: PropertyKey | { readonly key: PropertyKey }): string =>
  String(typeof part === "object" ? part.key : part);

function words(issue: Issue): string {
  switch (issue.code) {
    case "invalid_type":
      return issue.message.endsWith("received undefined") ? "is missing" : `must be ${kind(issue.expected)}`;
    case "invalid_format":
      return `is not ${formats[issue.format ?? ""] ?? "in the expected form"}`;
    case "invalid_value":
      return `must be ${(issue.values ?? []).map(String).join(" or ")}`;
    case "too_big":
      return isDefault(issue) ? `is more than ${issue.maximum}${unit(issue.origin)}` : issue.message;
    case "too_small":
      return isDefault(issue) ? `is less than ${issue.minimum}${unit(issue.origin)}` : issue.message;
    case "invalid_union":
      return "has none of the accepted forms";
    default:
      return issue.message.toLowerCase().startsWith("invalid input") ? "is not valid" : issue.message;
  }
}

const isDefault = ({ message }: Issue): boolean => /^Too (big|small)/.test(message);

const formats: Readonly<Record<string, string>> = {
  uuid: "an id (UUID)",
  email: "an e-mail address",
  url: "an address starting with http:// or https://",
  datetime: "a moment in ISO 8601",
};

const kinds: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
  file: "a file",
};

const kind = (expected = ""): string => kinds[expected] ?? `a ${expected}`;

const units: Readonly<Record<string, string>> = { string: " characters", array: " entries", file: " bytes" };

const unit = (origin = ""): string => units[origin] ?? "";
