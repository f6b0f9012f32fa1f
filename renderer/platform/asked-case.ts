import { isPermission, type Permission } from "#shared/permissions/catalogue.ts";
import type { Thing } from "./session/can.ts";

const kinds = ["user", "group", "queue", "conversation"] as const;

/** Which thing it is, for the access explainer. */
export interface AboutThing {
  readonly kind: (typeof kinds)[number];
  readonly id: string;
}

/** A thing as a screen asks about it: what the rule reads, and which it is. */
export type AskedThing = Thing & { readonly about?: AboutThing };

/** A case for the access explainer, as it stands in its address. */
export interface AskedCase {
  readonly user?: string;
  readonly permission?: Permission;
  readonly thing?: AboutThing;
  readonly field?: string;
}

/** Reads the explainer's address; whatever does not fit is left out. */
export function askedCase(search: Readonly<Record<string, unknown>>): { readonly case?: string } {
  const text = typeof search.case === "string" ? search.case.slice(0, 300) : undefined;
  return text ? { case: text } : {};
}

/** The case in the address. */
export function readCase(text: string | undefined): AskedCase {
  const asked = new URLSearchParams(text ?? "");
  const [user, permission, field] = [asked.get("user"), asked.get("permission"), asked.get("field")];
  const [kind, id] = (asked.get("thing") ?? "").split(":");
  const known = kinds.find((one) => one === kind);
  return {
    ...(user ? { user } : {}),
    ...(permission && isPermission(permission) ? { permission } : {}),
    ...(known && id ? { thing: { kind: known, id } } : {}),
    ...(field ? { field } : {}),
  };
}

/** The case as text, to stand in the address. */
export function writeCase({ user, permission, thing, field }: AskedCase): string {
  const asked = new URLSearchParams();
  if (user) asked.set("user", user);
  if (permission) asked.set("permission", permission);
  if (thing) asked.set("thing", `${thing.kind}:${thing.id}`);
  if (field) asked.set("field", field);
  return asked.toString();
}

interface Asked {
  readonly permission: Permission;
  readonly thing?: AskedThing;
  readonly field?: string;
}

/** The address of the access explainer with a person's case filled in. */
export function explainerAddress(userId: string, { permission, thing, field }: Asked): string {
  const text = writeCase({
    user: userId,
    permission,
    ...(thing?.about ? { thing: thing.about } : {}),
    ...(field ? { field } : {}),
  });
  return `#/setup/access?case=${encodeURIComponent(text)}`;
}
