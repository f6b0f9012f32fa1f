import { sql } from "drizzle-orm";
import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { Grants } from "#shared/permissions/catalogue.ts";
import { users } from "./accounts.ts";
import { id, moment } from "./columns.ts";
import { queues, workspaces } from "./workspaces.ts";

const ofWorkspace = () =>
  uuid("workspace_id")
    .notNull()
    .references(() => workspaces.id, { onDelete: "cascade" });
const ofUser = () =>
  text("user_id")
    .notNull()
    .references(() => users.id, { onDelete: "cascade" });

/** Roles that a workspace has made from those of its scheme. `users.role` names them by key. */
export const customRoles = pgTable(
  "custom_roles",
  {
    id: id(),
    workspaceId: ofWorkspace(),
    key: text("key").notNull(),
    name: text("name").notNull(),
    basedOn: text("based_on").notNull(),
    grants: jsonb("grants").$type<Grants>().notNull(),
    version: integer("version").notNull().default(1),
    createdAt: moment("created_at").notNull().defaultNow(),
  },
  (table) => [
    unique("custom_roles_key").on(table.workspaceId, table.key),
    unique("custom_roles_name").on(table.workspaceId, table.name),
  ],
);

/** Agents under one or more supervisors. Its settings come before the general ones; null: as there. */
export const groups = pgTable(
  "groups",
  {
    id: id(),
    workspaceId: ofWorkspace(),
    name: text("name").notNull(),
    outboundCalls: boolean("outbound_calls"),
    callHistory: boolean("call_history"),
    version: integer("version").notNull().default(1),
    createdAt: moment("created_at").notNull().defaultNow(),
  },
  (table) => [unique("groups_name").on(table.workspaceId, table.name)],
);

const ofGroup = () =>
  uuid("group_id")
    .notNull()
    .references(() => groups.id, { onDelete: "cascade" });

/** Who belongs to a group. */
export const groupMembers = pgTable("group_members", { groupId: ofGroup(), userId: ofUser() }, (table) => [
  primaryKey({ columns: [table.groupId, table.userId] }),
  index("group_members_user").on(table.userId),
]);

/** Who leads a group. */
export const groupLeaders = pgTable("group_leaders", { groupId: ofGroup(), userId: ofUser() }, (table) => [
  primaryKey({ columns: [table.groupId, table.userId] }),
  index("group_leaders_user").on(table.userId),
]);

/** Supervisors assigned to a queue: a viewer sees its figures, an editor also moves its members. */
export const queueSupervisors = pgTable(
  "queue_supervisors",
  {
    queueId: uuid("queue_id")
      .notNull()
      .references(() => queues.id, { onDelete: "cascade" }),
    userId: ofUser(),
    level: text("level", { enum: ["viewer", "editor"] }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.queueId, table.userId] }),
    index("queue_supervisors_user").on(table.userId),
  ],
);

/** What somebody is good at. */
export const skills = pgTable(
  "skills",
  {
    id: id(),
    workspaceId: ofWorkspace(),
    name: text("name").notNull(),
    version: integer("version").notNull().default(1),
    createdAt: moment("created_at").notNull().defaultNow(),
  },
  (table) => [unique("skills_name").on(table.workspaceId, table.name)],
);

/** Who has a skill, 1 (learning) to 5 (expert). A held skill is not deleted but with its workspace: removeSkill() asks. */
export const userSkills = pgTable(
  "user_skills",
  {
    userId: ofUser(),
    skillId: uuid("skill_id")
      .notNull()
      .references(() => skills.id, { onDelete: "cascade" }),
    level: integer("level").notNull().default(3),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.skillId] }),
    index("user_skills_skill").on(table.skillId),
  ],
);

/** An invitation to join a workspace; the link's secret is kept as its hash alone. */
export const invitations = pgTable(
  "invitations",
  {
    id: id(),
    workspaceId: ofWorkspace(),
    email: text("email").notNull(),
    name: text("name").notNull(),
    role: text("role").notNull(),
    language: text("language").notNull().default("en"),
    groupIds: uuid("group_ids").array().notNull().default(sql`'{}'`),
    tokenHash: text("token_hash").notNull(),
    invitedBy: text("invited_by").references(() => users.id, { onDelete: "set null" }),
    expiresAt: moment("expires_at").notNull(),
    acceptedAt: moment("accepted_at"),
    cancelledAt: moment("cancelled_at"),
    createdAt: moment("created_at").notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex("invitations_token").on(table.tokenHash),
    // One open invitation for an address.
    uniqueIndex("invitations_open")
      .on(table.workspaceId, table.email)
      .where(sql`${table.acceptedAt} is null and ${table.cancelledAt} is null`),
  ],
);

/** A new e-mail address that waits for its owner to confirm it. */
export const emailChanges = pgTable("email_changes", {
  userId: text("user_id")
    .primaryKey()
    .references(() => users.id, { onDelete: "cascade" }),
  email: text("email").notNull(),
  tokenHash: text("token_hash").notNull().unique(),
  expiresAt: moment("expires_at").notNull(),
});

/** A profile photo, made by us from what was uploaded: 256 pixels square, WebP, without metadata. */
export const userPhotos = pgTable("user_photos", {
  userId: text("user_id")
    .primaryKey()
    .references(() => users.id, { onDelete: "cascade" }),
  etag: text("etag").notNull(),
  bytes: text("bytes_base64").notNull(),
  updatedAt: moment("updated_at").notNull().defaultNow(),
});

/** Sign-ins that worked and that did not. */
export const signIns = pgTable(
  "sign_ins",
  {
    id: id(),
    userId: ofUser(),
    at: moment("at").notNull().defaultNow(),
    method: text("method", { enum: ["password", "passkey", "sso", "recovery_code", "totp"] }).notNull(),
    outcome: text("outcome", {
      enum: ["signed_in", "wrong_password", "wrong_code", "blocked", "address_not_allowed"],
    }).notNull(),
    ipAddress: text("ip_address"),
    userAgent: text("user_agent"),
  },
  (table) => [index("sign_ins_user").on(table.userId, table.at)],
);
