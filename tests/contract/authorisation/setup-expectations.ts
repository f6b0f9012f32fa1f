import { randomUUID } from "node:crypto";
import { floorPassword } from "../../matrix/floor.ts";
import { aPhoto } from "../../matrix/probes/profile.ts";
import { assistantExpectations } from "./assistant-expectations.ts";
import { automationExpectations } from "./automation-expectations.ts";
import { about, type Expectation, plain } from "./expectation.ts";
import { libraryExpectations } from "./library-expectations.ts";

const stale = 999_999;
const name = () => `Name ${randomUUID()}`;

/** Of people whom one sees by `users.view`. */
const ofUser = (
  access: Expectation["access"],
  more: object | (() => Promise<object>) = {},
  ...fine: Expectation["fine"]
): Expectation => ({
  ...about(
    "user",
    access,
    async (userId) => ({ userId, ...(typeof more === "function" ? await more() : more) }),
    ...fine,
  ),
  seenBy: ["users.view"],
  refused: ["permission.denied"],
});

const aGroup = (more: object) => ({
  name: name(),
  leaderIds: [],
  memberIds: [],
  outboundCalls: null,
  callHistory: null,
  ...more,
});
const grants = { "help.view": { scope: "all" } };

/** People, groups, queues, skills, roles and the house. */
export const setupExpectations: Readonly<Record<string, Expectation>> = {
  "users.list": plain("users.view", {}),
  "users.exportCsv": plain("users.view", {}),
  "users.get": ofUser("users.view"),
  "users.update": ofUser("users.account.edit", { version: stale, maxConversations: 3 }, "user.stale"),
  "users.updatePersonal": ofUser("users.personal.edit", { version: stale, language: "it" }, "user.stale"),
  "users.setPhoto": ofUser("users.photo.edit", async () => ({ photo: await aPhoto() })),
  "users.removePhoto": ofUser("users.photo.edit"),
  "users.changeRole": ofUser("users.role.change", { version: stale, role: "agent" }, "user.stale", 200),
  "users.block": ofUser("users.block"),
  "users.unblock": ofUser("users.block"),
  "users.archive": ofUser("users.block"),
  "users.restore": ofUser("users.block"),
  "users.endSessions": ofUser("users.block"),
  "users.signIns": ofUser("users.signIns.view"),
  "users.sessions": ofUser("users.signIns.view"),
  "users.massEdit": plain("users.massEdit", {
    userIds: ["nobody"],
    changes: { maxConversations: 3 },
    preview: true,
  }),

  "invitations.create": plain("users.invite", {
    rows: [{ email: "new@floor.example", name: "New", role: "agent" }],
    preview: true,
  }),
  "invitations.list": plain("users.invite", {}),
  "invitations.renew": about("invitation", "users.invite", (invitationId) => ({ invitationId })),
  "invitations.cancel": about("invitation", "users.invite", (invitationId) => ({ invitationId })),

  "groups.list": plain("groups.view", {}),
  "groups.get": about("group", "groups.view", (groupId) => ({ groupId })),
  "groups.create": { ...plain("groups.manage", {}), input: () => aGroup({}) },
  "groups.create (member)": {
    ...about("user", "groups.manage", (id) => aGroup({ memberIds: [id] })),
  },
  "groups.update": about(
    "group",
    "groups.manage",
    (groupId) => ({ groupId, version: stale, callHistory: true }),
    "record.stale",
  ),
  // The led group is needed to the end.
  "groups.remove": {
    ...about("group", "groups.manage", (groupId) => ({ groupId })),
    relations: ["other", "foreign", "missing"],
  },

  "queues.list": plain("queues.view", {}),
  "queues.create": { ...plain("queues.manage", {}), input: () => ({ name: name() }) },
  "queues.update": about(
    "queue",
    "queues.manage",
    (queueId) => ({ queueId, version: stale, archived: false }),
    "record.stale",
  ),
  "queues.rules": about("queue", "queues.view", (queueId) => ({ queueId }), 200),
  "queues.setRules": about(
    "queue",
    "queues.manage",
    (queueId) => ({ queueId, version: stale, rules: { ringSeconds: 30 } }),
    "record.stale",
  ),
  "queues.setMembers": about(
    "queue",
    "queues.members.edit",
    (queueId) => ({ queueId, version: stale, members: [] }),
    "record.stale",
  ),
  "queues.moveMembers": about(
    "queue",
    "queues.members.edit",
    async (from, floor) => {
      const { id } = await floor.person();
      return { userIds: [id], from, to: await floor.queue() };
    },
    200,
    "user.not_found",
  ),
  // Nobody answers a queue that was made a moment ago: a colleague cannot be moved from it either.
  "queues.moveMembers (person)": about(
    "user",
    "queues.members.edit",
    async (id, floor) => ({ userIds: [id], from: await floor.queue(), to: await floor.queue() }),
    200,
    "user.not_found",
  ),

  "skills.list": plain("skills.view", {}),
  "skills.create": { ...plain("skills.manage", {}), input: () => ({ name: name() }) },
  "skills.rename": about(
    "skill",
    "skills.manage",
    (skillId) => ({ skillId, version: stale, name: name() }),
    "record.stale",
  ),
  "skills.remove": about("skill", "skills.manage", (skillId) => ({ skillId })),

  "dispositions.list": plain("signed-in", {}),
  "dispositions.create": { ...plain("queues.manage", {}), input: () => ({ name: name() }) },
  "dispositions.update": about(
    "disposition",
    "queues.manage",
    (dispositionId) => ({ dispositionId, version: stale, name: name() }),
    "record.stale",
  ),
  "dispositions.sort": about("disposition", "queues.manage", (id) => ({ dispositionIds: [id] })),
  "tags.list": plain("signed-in", {}),
  "tags.usage": plain("tags.manage", {}),
  "tags.create": { ...plain("tags.manage", {}), input: () => ({ name: name() }) },
  "tags.update": about(
    "tag",
    "tags.manage",
    (tagId) => ({ tagId, version: stale, name: name() }),
    "record.stale",
  ),
  "tags.remove": about("tag", "tags.delete", (tagId) => ({ tagId })),
  "topics.list": plain("signed-in", {}),
  "topics.createSet": { ...plain("topics.manage", {}), input: () => ({ name: name() }) },
  "topics.renameSet": about(
    "topicSet",
    "topics.manage",
    (setId) => ({ setId, version: stale, name: name() }),
    "record.stale",
  ),
  "topics.removeSet": about("topicSet", "topics.delete", (setId) => ({ setId })),
  "topics.add": about("topicSet", "topics.nested", (setId) => ({ setId, name: name() })),
  "topics.change": about("topic", "topics.nested", (topicId) => ({ topicId, name: name() })),
  "topics.remove": about("topic", "topics.nested", (topicId) => ({ topicId })),
  "topics.restore": about("topic", "topics.nested", (topicId) => ({ topicId })),

  ...assistantExpectations,
  ...automationExpectations,

  "roles.names": plain("signed-in", {}),
  "roles.list": plain("roles.view", {}),
  "roles.preview": about("role", "roles.manage", (key) => ({ key, basedOn: "agent", grants })),
  "roles.create": plain(
    "roles.manage",
    { name: "A role", basedOn: "no-such-role", grants },
    "role.not_found",
  ),
  "roles.update": about("role", "roles.manage", (key) => ({ key, version: stale, grants }), "record.stale"),
  "roles.remove": about("role", "roles.manage", (key) => ({ key })),
  "roles.viewAs": { ...about("role", "roles.preview", (role) => ({ role })), ownSession: true },
  "roles.endViewAs": plain("signed-in", {}),
  "access.explain": about("user", "access.explain", (userId) => ({ userId, permission: "help.view" })),

  "settings.get": plain("settings.general", {}),
  "settings.update": plain(
    "settings.general",
    { version: "stale", changes: { dialing: { defaultCountry: "IT", ringSeconds: 30 } } },
    "record.stale",
  ),
  // The general settings of some have no statuses among them.
  "statuses.list": plain("settings.general", {}, 200, "permission.field"),
  "statuses.save": {
    access: "settings.general",
    input: () => ({
      name: `S ${randomUUID()}`.slice(0, 40),
      color: "blue",
      limitMinutes: null,
      needsReason: false,
    }),
    fine: [200, "status.too_many", "permission.field"],
  },
  "statuses.archive": plain(
    "settings.general",
    { statusId: "0197f4a0-0000-7000-8000-000000000000" },
    "status.not_found",
    "permission.field",
  ),
  "statuses.reorder": plain("settings.general", { statusIds: [] }, 200, "record.stale", "permission.field"),
  "security.get": plain("security.manage", {}),
  "security.update": plain(
    "security.manage",
    {
      version: "stale",
      rules: {
        allowedAddresses: [],
        idleMinutes: 0,
        sessionHours: 720,
        secondFactorRoles: [],
        minPasswordLength: 8,
      },
    },
    "record.stale",
  ),
  "security.setSso": plain(
    "security.manage",
    { issuer: "http://127.0.0.1:9", clientId: "x", clientSecret: "y", domain: "floor.example" },
    "sso.issuer_unreachable",
  ),
  "security.removeSso": plain("security.manage", {}),
  "ownership.transfer": {
    ...about(
      "user",
      "ownership.transfer",
      (userId) => ({ userId, password: floorPassword }),
      "owner.needs_administrator",
    ),
  },
  "billing.summary": plain("billing.view", {}),
  "billing.exportCsv": plain("billing.view", {}),
  "activity.list": plain("activity.view", {}),
  "activity.exportCsv": plain("activity.view", {}),
  "activity.verify": plain("activity.view", {}),
  ...libraryExpectations,
};
