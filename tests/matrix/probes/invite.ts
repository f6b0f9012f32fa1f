import { randomUUID } from "node:crypto";
import type { Probe } from "../claim.ts";
import type { Trial } from "../trial.ts";
import { freshEmail } from "./profile.ts";

/** Roles that somebody reaches, by his own role. */
export type Reach = Readonly<Record<string, readonly string[]>>;

export const guest = (role: string, more: object = {}) => ({
  email: freshEmail(),
  name: "A guest",
  role,
  ...more,
});

/** Inviting people: into the roles that `reach` names, and into no other. */
export const invites =
  (reach: Reach): Probe =>
  async (t) => {
    const me = await t.me();
    if (t.denied) {
      await t.refuses(me, "invitations.create", { rows: [guest("agent")] });
      await t.refuses(me, "invitations.list");
      return;
    }
    const may = reach[t.role] ?? [];
    for (const { key } of t.book.roles) {
      const row = guest(key);
      const answer = await t.call(me.headers, "invitations.create", { rows: [row] });
      const [one] = answer.body?.rows ?? [];
      const invited = answer.status === 200 && answer.body.invited === 1 && typeof one?.link === "string";
      const refused = answer.status === 200 && answer.body.invited === 0 && one?.link === null;
      t.holds(
        `${key} can ${may.includes(key) ? "" : "not "}be invited`,
        may.includes(key) ? invited : refused,
        {
          status: answer.status,
          row: one,
        },
      );
    }
    await otherInvitations(t, me);
  };

async function otherInvitations(t: Trial, me: Awaited<ReturnType<Trial["me"]>>): Promise<void> {
  const foreign = (await t.foreign.invitation()).id;
  const ids = [{ invitationId: foreign }, { invitationId: randomUUID() }];
  await t.hides(me, "invitations.renew", "invitation.not_found", ids);
  await t.hides(me, "invitations.cancel", "invitation.not_found", ids);
  const list = await t.opens(me, "invitations.list");
  t.holds(
    "the list has nothing of another workspace",
    Array.isArray(list) && !list.some((one: { id: string }) => one.id === foreign),
  );
}

/** A new agent comes in by an invitation, and is what he was invited as. */
export const addsAgents =
  (reach: Reach): Probe =>
  async (t) => {
    await invites(reach)(t);
    if (t.denied) return;
    const me = await t.me();
    const row = guest("agent");
    const made = await t.opens(me, "invitations.create", { rows: [row] });
    const token = String(made?.rows[0]?.link ?? "").match(/=([\w-]{20,})$/)?.[1] ?? "";
    const stranger = { headers: {} };
    await t.opens(stranger, "invitations.accept", {
      token,
      name: "Nina New",
      password: `unseen ${randomUUID()}`,
      language: "en",
      timeZone: "UTC",
    });
    const found = await t.opens(me, "users.list", { search: row.email });
    t.holds("he is there, and an agent", found?.total === 1 && found.users[0].role === "agent", found);
  };
