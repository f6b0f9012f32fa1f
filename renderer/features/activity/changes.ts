/** A field of an entry, before and after. */
export interface FieldChange {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly kind: "added" | "removed" | "changed" | "same";
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** How deep fields are taken apart; what lies below is shown as it is. */
const depth = 3;

function fieldsOf(value: unknown, path: string, left: number): [string, unknown][] {
  if (!isRecord(value) || left === 0 || Object.keys(value).length === 0) return [[path, value]];
  return Object.entries(value).flatMap(([key, one]) =>
    fieldsOf(one, path ? `${path}.${key}` : key, left - 1),
  );
}

/** What an entry changed, field by field; a value that is not a record is the field "". */
export function changesOf(before: unknown, after: unknown): FieldChange[] {
  const old = new Map(isNothing(before) ? [] : fieldsOf(before, "", depth));
  const now = new Map(isNothing(after) ? [] : fieldsOf(after, "", depth));
  const fields = [...new Set([...old.keys(), ...now.keys()])];
  return fields.map((field) => {
    const [was, is] = [old.get(field), now.get(field)];
    return { field, before: was, after: is, kind: kindOf(old.has(field), now.has(field), was, is) };
  });
}

const isNothing = (value: unknown) => value === null || value === undefined;

function kindOf(had: boolean, has: boolean, was: unknown, is: unknown): FieldChange["kind"] {
  if (!had) return "added";
  if (!has) return "removed";
  return JSON.stringify(was) === JSON.stringify(is) ? "same" : "changed";
}

/** `membersLeft` as words. */
export const fieldWords = (field: string): string => field.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();

/** `user.role_changed` as words. */
export const actionWords = (action: string): string =>
  action
    .replace(/[._]/g, " ")
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase();
