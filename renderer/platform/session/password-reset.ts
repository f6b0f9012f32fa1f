import type { ServerPlace } from "../http/api.ts";

type ResetAnswer = "done" | "expired" | "weak" | "limited" | "unreachable";

async function post(place: ServerPlace, path: string, body: unknown): Promise<Response | undefined> {
  try {
    return await fetch(`${place.address}/api/auth${path}`, {
      method: "POST",
      credentials: place.credentials,
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  } catch {
    return undefined;
  }
}

/** Asks for a mail with a link. The answer is the same for unknown addresses, so that nobody can find out who works here. */
export async function requestReset(place: ServerPlace, email: string): Promise<ResetAnswer> {
  const answer = await post(place, "/request-password-reset", { email, redirectTo: `${place.address}/app/` });
  if (!answer) return "unreachable";
  if (answer.status === 429) return "limited";
  return answer.ok ? "done" : "unreachable";
}

/** Sets the new password with the token of the mail. */
export async function resetPassword(
  place: ServerPlace,
  token: string,
  newPassword: string,
): Promise<ResetAnswer> {
  const answer = await post(place, "/reset-password", { token, newPassword });
  if (!answer) return "unreachable";
  if (answer.ok) return "done";
  if (answer.status === 429) return "limited";
  const body = (await answer.json().catch(() => ({}))) as { data?: { fields?: { field: string }[] } };
  return body.data?.fields?.some(({ field }) => field === "newPassword") ? "weak" : "expired";
}
