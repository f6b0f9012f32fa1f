import Papa from "papaparse";
import type { UserSummary } from "#shared/contract/users.ts";
import type { Actor } from "#shared/permissions/can.ts";
import type { Queryable } from "./deps.ts";
import { allPeople, type Filter } from "./list-people.ts";

const names = (some: readonly { readonly name: string }[]): string => some.map(({ name }) => name).join("; ");

const toRow = (user: UserSummary) => ({
  Name: user.name,
  "E-mail": user.email,
  Role: user.roleName,
  State: user.state,
  Groups: names(user.groups),
  Queues: names(user.queues),
  Skills: user.skills.map(({ name, level }) => `${name} (${level})`).join("; "),
  "Max conversations": user.maxConversations ?? user.usual.chat,
  "Max calls": user.maxVoice ?? user.usual.voice,
  "Max video calls": user.maxVideo ?? user.usual.video,
  Notify: user.notify ? "yes" : "no",
  Language: user.language,
  "Time zone": user.timeZone,
  "Second factor": user.secondFactor ? "yes" : "no",
  "Last seen": user.lastSeenAt ?? "",
  Created: user.createdAt,
});

const columns = Object.keys(
  toRow({ groups: [], queues: [], skills: [], usual: {} } as unknown as UserSummary),
);

/** The list as CSV. What a spreadsheet would take for a formula begins with an apostrophe. */
export async function exportPeople(db: Queryable, actor: Actor, filter: Filter) {
  const people = await allPeople(db, actor, filter);
  const csv = Papa.unparse({ fields: columns, data: people.map(toRow) }, { escapeFormulae: true });
  return { fileName: `users-${new Date().toISOString().slice(0, 10)}.csv`, csv: `${csv}\r\n` };
}
