import * as z from "zod";

const urlsHint =
  "MEDIA_TURN_URLS must be turn: or turns: addresses with commas between, for example MEDIA_TURN_URLS=turn:turn.example:3478,turns:turn.example:443?transport=tcp.";
/** RFC 7065. */
const turnUrl = /^turns?:(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:]+\])(?::\d{1,5})?(?:\?transport=(?:udp|tcp))?$/;

/** The variables of relays for closed networks. */
export const turnVariables = {
  MEDIA_TURN_URLS: z
    .string()
    .default("")
    .transform((text) =>
      text
        .split(",")
        .map((part) => part.trim())
        .filter(Boolean),
    )
    .refine((list) => list.every((one) => turnUrl.test(one)), urlsHint),
  MEDIA_TURN_SECRET: z
    .string()
    .min(16, "MEDIA_TURN_SECRET must have at least 16 characters; make one with: openssl rand -base64 32.")
    .optional(),
};

/** Relays that pass on sound and picture, and the secret that is shared with them; null: none. */
export type TurnConfig = { readonly urls: readonly string[]; readonly secret: string } | null;

interface TurnEnvironment {
  readonly MEDIA_TURN_URLS: readonly string[];
  readonly MEDIA_TURN_SECRET?: string | undefined;
}

export const turnConfig = ({
  MEDIA_TURN_URLS: urls,
  MEDIA_TURN_SECRET: secret,
}: TurnEnvironment): TurnConfig => (urls.length > 0 && secret ? { urls, secret } : null);

/** Values that are right alone and wrong together. */
export function turnContradictions({ MEDIA_TURN_URLS: urls, MEDIA_TURN_SECRET: secret }: TurnEnvironment) {
  if (urls.length > 0 && !secret)
    return ["MEDIA_TURN_URLS needs MEDIA_TURN_SECRET: the static-auth-secret of these servers."];
  if (urls.length === 0 && secret)
    return ["MEDIA_TURN_SECRET is of no use without MEDIA_TURN_URLS: name the servers, or remove it."];
  return [];
}
