import { randomBytes, randomUUID } from "node:crypto";
import { defaultSettings } from "#shared/domain/settings.ts";
import type { Probe } from "../claim.ts";
import { placeIs } from "./places.ts";

const aGroup = (more: object = {}) => ({
  name: `Team ${randomBytes(4).toString("hex")}`,
  leaderIds: [],
  memberIds: [],
  outboundCalls: null,
  callHistory: null,
  ...more,
});

/** Creating, changing and deleting groups. */
export const managesGroups: Probe = async (t) => {
  const me = await t.me();
  await placeIs(t, me, "/setup/groups", !t.denied || (await t.seen(me)).grants["groups.view"] !== undefined);
  const groupId = await t.floor.group();
  if (t.denied) {
    await t.refuses(me, "groups.create", aGroup());
    await t.refuses(me, "groups.update", { groupId, version: 1, outboundCalls: false });
    await t.refuses(me, "groups.remove", { groupId });
    return;
  }
  const member = await t.floor.person();
  const made = await t.opens(me, "groups.create", aGroup({ memberIds: [member.id] }));
  const changed = await t.opens(me, "groups.update", {
    groupId,
    version: 1,
    outboundCalls: false,
    memberIds: [member.id],
  });
  t.holds("the group's own setting stands", changed?.outboundCalls === false && changed.members.length === 1);
  const stranger = await t.foreign.person();
  await t.refuses(me, "groups.create", aGroup({ memberIds: [stranger.id] }), "user.not_found");
  await t.refuses(me, "groups.create", aGroup({ leaderIds: [randomUUID()] }), "user.not_found");
  const beyond = [{ groupId: await t.foreign.group() }, { groupId: randomUUID() }];
  await t.hides(me, "groups.get", "group.not_found", beyond);
  await t.hides(me, "groups.remove", "group.not_found", beyond);
  await t.hides(
    me,
    "groups.update",
    "group.not_found",
    beyond.map((one) => ({ ...one, version: 1, callHistory: true })),
  );
  await t.opens(me, "groups.remove", { groupId: made?.id ?? "" });
};

/** The list of groups: all of them, or those one leads. */
export const seesGroups =
  (led: readonly string[] = []): Probe =>
  async (t) => {
    const [mine, other, foreign] = [await t.floor.group(), await t.floor.group(), await t.foreign.group()];
    const me = await t.me({ leads: [mine] });
    await placeIs(t, me, "/setup/groups", !t.denied);
    if (t.denied) {
      await t.refuses(me, "groups.list");
      await t.refuses(me, "groups.get", { groupId: mine });
      return;
    }
    const list = await t.opens(me, "groups.list");
    const has = (id: string) => (list ?? []).some((one: { id: string }) => one.id === id);
    const onlyLed = led.includes(t.role);
    t.holds("the list has the group he leads", has(mine));
    t.holds(`other groups are ${onlyLed ? "not " : ""}on it`, has(other) !== onlyLed);
    t.holds("groups of other workspaces are not", !has(foreign));
    await t.opens(me, "groups.get", { groupId: mine });
    const beyond = [foreign, randomUUID(), ...(onlyLed ? [other] : [])].map((groupId) => ({ groupId }));
    await t.hides(me, "groups.get", "group.not_found", beyond);
    if (!onlyLed) await t.opens(me, "groups.get", { groupId: other });
  };

/** Somebody of the row's role is made leader of groups, and sees their people from then on. */
export const canLead: Probe = async (t) => {
  const top = await t.floor.desk({ role: t.book.top });
  const leader = await t.floor.person({ role: t.role });
  const member = await t.floor.person();
  for (const _ of ["first", "second"]) {
    const made = await t.opens(
      top,
      "groups.create",
      aGroup({ leaderIds: [leader.id], memberIds: [member.id] }),
    );
    t.holds("he is its leader", made?.leaders[0]?.id === leader.id, made?.leaders);
  }
  await t.refuses(top, "groups.create", aGroup({ leaderIds: [member.id] }), "group.leader_cannot");
};

/** What a role has of groups' settings: the group's setting comes before the general one, both ways. */
export const groupSettingPrevails: Probe = async (t) => {
  for (const general of [true, false])
    for (const own of [true, false, null]) {
      await t.floor.settings({
        callPermissions: { ...defaultSettings.callPermissions, outboundCalls: general },
      });
      const group = await t.floor.group({ outboundCalls: own });
      const { grants } = await t.seen(await t.me({ groups: [group] }));
      const open = grants["call.outbound"] !== undefined;
      t.holds(
        `general ${general}, group ${own}: outbound calls are ${own ?? general}`,
        open === (own ?? general),
        open,
      );
    }
  await t.floor.settings({});
};
