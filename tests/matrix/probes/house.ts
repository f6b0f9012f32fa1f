import { randomUUID } from "node:crypto";
import type { Probe } from "../claim.ts";
import { floorPassword } from "../floor.ts";
import { setsUpLines } from "./phone.ts";
import { placeIs } from "./places.ts";

const newSettings: Readonly<Record<string, unknown>> = {
  name: "Another name",
  contactDetails: { phone: "+39 06 1", email: "hello@floor.example", website: "https://floor.example" },
  callPermissions: { outboundCalls: true, callHistory: true, siteCalls: true },
  dialing: { defaultCountry: "IT", ringSeconds: 40 },
  video: { enabled: false, storeRecordings: false },
  assistants: { agentbotUrl: "" },
  monitor: { coordinatorsTransfer: false, supervisorsSeen: "listen" },
  away: { returnMinutes: 5 },
  routing: { idleChatSeconds: 60, most: { chat: 3, voice: 1, video: 1 } },
};

/** General settings: all parts, or `limits` names the parts of a role. */
export const editsSettings =
  (limits: Readonly<Record<string, readonly string[]>> = {}): Probe =>
  async (t) => {
    const me = await t.me();
    await placeIs(t, me, "/setup/settings", !t.denied);
    // Every role that has any part of them has dialling, and so the phone lines.
    await setsUpLines(t);
    if (t.denied) {
      await t.refuses(me, "settings.get");
      await t.refuses(me, "settings.update", { version: "", changes: { name: "x" } });
      return;
    }
    const open = limits[t.role] ?? Object.keys(newSettings);
    const before = await t.opens(me, "settings.get");
    t.holds(
      "he sees and may change exactly the parts of his role",
      [...(before?.editable ?? [])]
        .filter((one) => one !== "statuses")
        .sort()
        .join() === [...open].sort().join(),
      before?.editable,
    );
    for (const [part, value] of Object.entries(newSettings)) {
      const { body } = await t.call(me.headers, "settings.get");
      const input = { version: body?.version, changes: { [part]: value } };
      if (open.includes(part)) await t.opens(me, "settings.update", input);
      else await t.refuses(me, "settings.update", input, "permission.field");
    }
  };

/** Custom statuses: a part of the general settings with a page of its own. */
export const arrangesStatuses: Probe = async (t) => {
  const me = await t.me();
  await placeIs(t, me, "/setup/statuses", !t.denied);
  const facts = {
    name: `S ${randomUUID().slice(0, 30)}`,
    color: "blue",
    limitMinutes: 15,
    needsReason: false,
  };
  if (t.denied) {
    await t.refuses(me, "statuses.list", {}, "permission.field");
    await t.refuses(me, "statuses.save", facts, "permission.field");
    await t.refuses(me, "statuses.archive", { statusId: randomUUID() }, "permission.field");
    await t.refuses(me, "statuses.reorder", { statusIds: [] }, "permission.field");
    return;
  }
  const made = await t.opens(me, "statuses.save", facts);
  t.holds("the status is as he made it", made?.name === facts.name, made);
  await t.opens(me, "statuses.archive", { statusId: made?.id });
  await t.hides(me, "statuses.archive", "status.not_found", [{ statusId: randomUUID() }]);
};

/** The rules for signing in. */
export const setsSecurity: Probe = async (t) => {
  const me = await t.me();
  await placeIs(t, me, "/setup/security", !t.denied);
  const rules = {
    allowedAddresses: [],
    idleMinutes: 0,
    sessionHours: 720,
    secondFactorRoles: [],
    minPasswordLength: 9,
  };
  if (t.denied) {
    await t.refuses(me, "security.get");
    await t.refuses(me, "security.update", { version: "", rules });
    await t.refuses(me, "security.removeSso");
    return;
  }
  const { version } = (await t.opens(me, "security.get")) ?? {};
  const after = await t.opens(me, "security.update", { version, rules });
  t.holds("the rules are what he set", after?.rules?.minPasswordLength === 9, after?.rules);
};

/** The activity log: the list, its export and its proof; of one's own workspace alone. */
export const readsActivity: Probe = async (t) => {
  const me = await t.me();
  await placeIs(t, me, "/setup/activity", !t.denied);
  if (t.denied) {
    for (const name of ["activity.list", "activity.exportCsv", "activity.verify"]) await t.refuses(me, name);
    return;
  }
  const top = await t.foreign.desk({ role: t.book.top });
  const name = `Elsewhere ${randomUUID()}`;
  await t.call(top.headers, "skills.create", { name });
  await t.opens(me, "activity.verify");
  const seen = await t.opens(me, "activity.list", { search: name });
  t.holds("what was done in another workspace is not in it", seen?.entries.length === 0, seen?.entries);
  const file = await t.opens(me, "activity.exportCsv");
  t.holds("nor in the export", typeof file?.csv === "string" && !file.csv.includes(name));
};

/** Billing: the page, the summary and the export. */
export const readsBilling: Probe = async (t) => {
  const me = await t.me();
  await placeIs(t, me, "/setup/billing", !t.denied);
  for (const name of ["billing.summary", "billing.exportCsv"])
    if (t.denied) await t.refuses(me, name);
    else await t.opens(me, name);
};

/** The ownership goes to an Administrator, with the password, and the giver becomes one. */
export const handsOverOwnership: Probe = async (t) => {
  const house = await t.another();
  const owner = await house.desk({ role: "owner" });
  const heir = await house.desk({ role: "administrator" });
  const password = floorPassword;
  const give = (userId: string) => ({ userId, password });
  for (const role of ["manager", "supervisor", "agent"])
    await t.refuses(
      owner,
      "ownership.transfer",
      give((await house.person({ role })).id),
      "owner.needs_administrator",
    );
  const gone = await house.person({ role: "administrator", state: "blocked" });
  await t.refuses(owner, "ownership.transfer", give(gone.id), "owner.needs_administrator");
  const foreign = await t.foreign.person({ role: "administrator" });
  await t.hides(owner, "ownership.transfer", "user.not_found", [give(foreign.id), give(randomUUID())]);
  await t.refuses(
    owner,
    "ownership.transfer",
    { userId: heir.id, password: "guessed" },
    "auth.wrong_password",
  );
  for (const role of ["administrator", "manager", "supervisor", "agent"])
    await t.refuses(await house.desk({ role }), "ownership.transfer", give(heir.id));
  await t.opens(owner, "ownership.transfer", give(heir.id));
  const people = await t.call((await house.desk({ role: "administrator" })).headers, "users.list", {
    limit: 200,
  });
  const roleOf = (id: string) => people.body?.users?.find((one: { id: string }) => one.id === id)?.role;
  t.holds("the Administrator is the Owner now", roleOf(heir.id) === "owner", roleOf(heir.id));
  t.holds("the former Owner is an Administrator", roleOf(owner.id) === "administrator", roleOf(owner.id));
};

/** Whoever makes a workspace is its Owner, and alone in it. */
export const creatorOwns: Probe = async (t) => {
  const { creator } = await t.founded();
  const me = await t.seen(creator);
  t.holds("the creator has the highest role", me.role.key === t.role && t.book.top === t.role, me.role);
  t.holds("the workspace runs on the scheme that was chosen", me.workspace.scheme === t.row.scheme);
  const list = await t.opens(creator, "users.list");
  t.holds("nobody has another role yet", list?.total === 1 && list.users[0].role === t.role, list?.total);
};
