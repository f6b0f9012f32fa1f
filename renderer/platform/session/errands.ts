import { type ErrorCode, isErrorCode } from "#shared/errors/catalogue.ts";
import type { ServerPlace } from "../http/api.ts";

/** What a link from a mail leads to before anybody is signed in; its token stands after `#`, where no server sees it. */
export interface Errand {
  readonly kind: "invitation" | "email";
  readonly token: string;
}

/** The errand in the address, if there is one. */
export function errandOf(hash: string): Errand | null {
  const parts = new URLSearchParams(hash.slice(1));
  for (const kind of ["invitation", "email"] as const) {
    const token = parts.get(kind);
    if (token) return { kind, token };
  }
  return null;
}

/** Whom an invitation is for. */
export interface Invited {
  readonly workspace: string;
  readonly name: string;
  readonly email: string;
  readonly roleName: string;
  readonly language: string;
  readonly minPasswordLength: number;
}

export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly code: ErrorCode | "network";
      readonly fields: readonly { readonly field: string; readonly problem: string }[];
    };

// By plain fetch, as with the password link: the contract's client would make the first page wait for the schemas.
async function post<T>(place: ServerPlace, path: string, body: unknown): Promise<Answer<T>> {
  try {
    const answer = await fetch(`${place.address}/api/v1${path}`, {
      method: "POST",
      credentials: place.credentials,
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const found = (await answer.json().catch(() => ({}))) as {
      code?: unknown;
      data?: { fields?: { field: string; problem: string }[] };
    };
    if (answer.ok) return { ok: true, value: found as T };
    const code = isErrorCode(found.code) ? found.code : "internal";
    return { ok: false, code, fields: found.data?.fields ?? [] };
  } catch {
    return { ok: false, code: "network", fields: [] };
  }
}

/** Looks whom a link invites. */
export const lookAtInvitation = (place: ServerPlace, token: string) =>
  post<Invited>(place, "/invitations/look", { token });

export interface Acceptance {
  readonly token: string;
  readonly name: string;
  readonly password: string;
  readonly language: string;
  readonly timeZone: string;
}

/** Makes the account, once. */
export const acceptInvitation = (place: ServerPlace, acceptance: Acceptance) =>
  post<{ email: string }>(place, "/invitations/accept", acceptance);

/** Confirms a new e-mail address. */
export const confirmEmail = (place: ServerPlace, token: string) =>
  post<{ email: string }>(place, "/email/confirm", { token });
