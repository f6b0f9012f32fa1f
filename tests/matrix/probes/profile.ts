import { randomBytes } from "node:crypto";
import sharp from "sharp";
import type { Probe } from "../claim.ts";
import { type Desk, floorPassword } from "../floor.ts";
import type { Trial } from "../trial.ts";
import { placeIs } from "./places.ts";

const background = { r: 15, g: 118, b: 110 };
let picture: Promise<Buffer> | undefined;

/** A photo that any server would take. */
export async function aPhoto(): Promise<Blob> {
  picture ??= sharp({ create: { width: 300, height: 300, channels: 3, background } })
    .png()
    .toBuffer();
  return new File([new Uint8Array(await picture)], "me.png", { type: "image/png" });
}

export const freshEmail = () => `new-${randomBytes(5).toString("hex")}@floor.example`;

/** Parts of one's own settings, each with the question that changes it. */
const parts: Readonly<Record<string, (t: Trial, me: Desk, open: boolean) => Promise<void>>> = {
  name: (t, me, open) => tries(t, me, open, "profile.update", { name: "Another Name" }),
  language: (t, me, open) => tries(t, me, open, "profile.update", { language: "it" }),
  timeZone: (t, me, open) => tries(t, me, open, "profile.update", { timeZone: "Europe/Rome" }),
  avatar: async (t, me, open) => {
    await tries(t, me, open, "profile.setPhoto", { photo: await aPhoto() });
    await tries(t, me, open, "profile.removePhoto");
  },
  email: (t, me, open) =>
    tries(t, me, open, "profile.changeEmail", { email: freshEmail(), password: floorPassword }),
};

async function tries(t: Trial, me: Desk, open: boolean, name: string, input = {}): Promise<void> {
  if (open) await t.opens(me, name, input);
  else if ((await t.seen(me)).grants["profile.edit"]) await t.refuses(me, name, input, "permission.field");
  else await t.refuses(me, name, input);
}

/** Changing one's own settings: `open` and `shut` name parts of them; `password` is everybody's own. */
export const editsOwn =
  ({
    open = [],
    shut = [],
    password = false,
  }: {
    open?: string[];
    shut?: string[];
    password?: boolean;
  }): Probe =>
  async (t) => {
    const me = await t.me();
    await placeIs(t, me, "/profile", true);
    for (const part of open) await parts[part]?.(t, me, true);
    for (const part of shut) await parts[part]?.(t, me, false);
    if (open.includes("language")) {
      const { user, editable } = (await t.opens(me, "profile.get")) ?? {};
      t.holds("what he changed is so", user?.language === "it" && user?.timeZone === "Europe/Rome", user);
      t.holds(
        "his page offers exactly the fields he may change",
        open.every((one) => editable?.includes(one)) && !shut.some((one) => editable?.includes(one)),
        editable,
      );
    }
    if (password) {
      const input = { current: floorPassword, password: `unseen ${randomBytes(9).toString("hex")}` };
      await t.refuses(me, "profile.changePassword", { ...input, current: "wrong" }, "auth.wrong_password");
      await t.opens(me, "profile.changePassword", input);
    }
  };

/** Every part of one's own settings, or none of them. */
export const editsOwnData: Probe = (t) =>
  editsOwn(
    t.denied
      ? { shut: ["name", "language", "timeZone", "avatar", "email"] }
      : { open: ["name", "language", "timeZone", "avatar", "email"] },
  )(t);

/** One's own skills and conversation settings; never the role. */
export const editsOwnAccount: Probe = async (t) => {
  const skill = await t.floor.skill();
  const me = await t.me();
  const changes = { maxConversations: 2, notify: false, skills: [{ id: skill, level: 4 }] };
  if (t.denied) await t.refuses(me, "profile.updateAccount", changes);
  else {
    const after = await t.opens(me, "profile.updateAccount", changes);
    t.holds(
      "what he changed is so",
      after?.maxConversations === 2 && after?.notify === false && after?.skills[0]?.id === skill,
      after,
    );
    await t.refuses(
      me,
      "profile.updateAccount",
      { skills: [{ id: await t.foreign.skill(), level: 1 }] },
      "skill.not_found",
    );
  }
  await keepsRole(t);
};

/** Nobody changes his own role, by whichever door. */
export const keepsRole: Probe = async (t) => {
  const me = await t.me();
  for (const { key } of t.book.roles.filter((role) => role.key !== t.role))
    await t.refuses(me, "users.changeRole", { userId: me.id, version: 1, role: key });
  const ways = [
    { procedure: "profile.update", input: { language: "es", role: t.book.top } },
    { procedure: "profile.updateAccount", input: { notify: true, role: t.book.top } },
    { procedure: "users.update", input: { userId: me.id, version: 1, role: t.book.top } },
  ];
  for (const { procedure, input } of ways) await t.call(me.headers, procedure, input);
  t.holds("his role is what it was", (await t.seen(me)).role.key === t.role);
};

/** Other people's avatar, e-mail, language and time zone: for nobody, whatever his role. */
export const leavesOthersPersonal: Probe = async (t) => {
  const group = await t.floor.group();
  const me = await t.me({ leads: [group] });
  for (const { key } of t.book.roles) {
    const other = await t.floor.person({ role: key, groups: [group] });
    const input = { userId: other.id, version: 1 };
    await t.refuses(me, "users.updatePersonal", { ...input, language: "it" });
    await t.refuses(me, "users.updatePersonal", { ...input, email: freshEmail() });
    await t.refuses(me, "users.updatePersonal", { ...input, timeZone: "Europe/Rome" });
  }
};
