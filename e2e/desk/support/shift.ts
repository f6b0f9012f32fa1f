import { randomUUID } from "node:crypto";
import type { House } from "./house.ts";

/** A line of a conversation: who, how many minutes ago, and what. */
export type Line = readonly ["customer" | "agent" | "note", number, string];

export interface Scene {
  readonly name: string;
  readonly email: string;
  readonly language: string;
  readonly page: readonly [path: string, title: string];
  readonly queue?: string;
  readonly lines: readonly Line[];
  /** Left waiting instead of taken. */
  readonly waits?: boolean;
  /** Closed with this outcome, and then begun anew with the second scene. */
  readonly later?: Pick<Scene, "page" | "lines">;
}

type Ask = (
  method: string,
  path: string,
  body?: object,
) => Promise<{ id: string; assignmentToken: number } & Record<string, never>>;

const asker =
  (house: House, token: string): Ask =>
  async (method, path, body) => {
    const answer = await fetch(`${house.address}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as never;
  };

export async function signInByHttp({ address }: House, email: string): Promise<string> {
  const answer = await fetch(`${address}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email, password: "sidetone-demo" }),
  });
  return answer.headers.get("set-auth-token") ?? "";
}

async function visitorToken({ address, shop }: House): Promise<string> {
  const boot = await fetch(`${address}/api/v1/widget/boot?key=demo-shop`, { headers: { origin: shop } });
  const { siteTicket } = (await boot.json()) as { siteTicket: string };
  const answer = await fetch(`${address}/api/v1/widget/session`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ siteTicket }),
  });
  return ((await answer.json()) as { visitorToken: string }).visitorToken;
}

/** Plays conversations through the public API, and then moves them back in time to when they are said to have been. */
export async function playShift(house: House, agent: string, scenes: readonly Scene[]): Promise<void> {
  const staff = asker(house, await signInByHttp(house, agent));
  for (const scene of scenes) {
    const customer = asker(house, await visitorToken(house));
    const first = await playScene(house, { staff, customer }, scene);
    if (!scene.later) continue;
    const { assignmentToken } = await staff("GET", `/conversations/${first}`);
    await staff("POST", `/conversations/${first}/close`, { assignmentToken, outcome: "resolved", note: "" });
    const whenClosed = scene.lines.at(-1)?.[1] ?? 0;
    await house.sql(
      "update conversation_events set at = now() - make_interval(mins => $2) where conversation_id = $1 and body->>'kind' = 'closed'",
      [first, whenClosed - 2],
    );
    await house.sql("update conversations set closed_at = now() - make_interval(mins => $2) where id = $1", [
      first,
      whenClosed - 2,
    ]);
    await playScene(house, { staff, customer }, { ...scene, ...scene.later });
  }
}

async function playScene(
  house: House,
  { staff, customer }: { staff: Ask; customer: Ask },
  { name, email, language, page: [path, title], queue, lines, waits }: Scene,
): Promise<string> {
  const [opening, ...rest] = lines;
  const started = (await customer("POST", "/visitor/conversations", {
    clientId: randomUUID(),
    name,
    email,
    language,
    text: opening?.[2],
    page: { url: `${house.shop}${path}`, title },
  })) as unknown as { conversation: { id: string } };
  const { id } = started.conversation;
  if (!waits) await staff("POST", `/conversations/${id}/take`);
  if (queue)
    await house.sql(
      "update conversations set queue_id = (select id from queues where name = $2) where id = $1",
      [id, queue],
    );
  for (const [who, , text] of rest) {
    const body = { clientId: randomUUID(), text, fileIds: [], kind: who === "note" ? "note" : "message" };
    if (who === "customer") await customer("POST", `/visitor/conversations/${id}/messages`, body);
    else await staff("POST", `/conversations/${id}/messages`, body);
  }
  await moveBack(house, id, lines);
  return id;
}

async function moveBack(house: House, id: string, lines: readonly Line[]): Promise<void> {
  const began = lines[0]?.[1] ?? 0;
  const last = lines.at(-1)?.[1] ?? 0;
  await house.sql(
    "update conversation_events set at = now() - make_interval(mins => $2) where conversation_id = $1",
    [id, began],
  );
  for (const [, ago, text] of lines) {
    await house.sql(
      "update conversation_events set at = now() - make_interval(mins => $3) where conversation_id = $1 and body->>'text' = $2",
      [id, text, ago],
    );
  }
  await house.sql(
    `update conversations set created_at = now() - make_interval(mins => $2), last_message_at = now() - make_interval(mins => $3),
       waiting_since = case when state = 'waiting' then now() - make_interval(mins => $2) else waiting_since end,
       assigned_at = case when state = 'assigned' then now() - make_interval(mins => $2) else assigned_at end,
       version = version + 1 where id = $1`,
    [id, began, last],
  );
  await house.sql(
    "update customers set created_at = least(created_at, now() - make_interval(mins => $2)) where id = (select customer_id from conversations where id = $1)",
    [id, began],
  );
}
