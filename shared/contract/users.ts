import * as z from "zod";
import { pick } from "#shared/errors/catalogue.ts";
import { RoleName } from "./grants.ts";
import { Email, GroupId, Language, Moment, QueueId, RoleKey, SkillId, TimeZone, UserId } from "./ids.ts";
import { procedure } from "./procedure.ts";
import { personLine } from "./text.ts";

export const PersonName = personLine(120).refine((name) => name.length > 0, "is empty");
export const UserState = z.enum(["active", "invited", "blocked", "archived"]);
export type UserState = z.infer<typeof UserState>;

const Named = z.object({ id: z.string(), name: z.string() });
export const HeldSkill = z.object({ id: SkillId, level: z.number().int().min(1).max(5) });

/** A person in a list. */
export const UserSummary = z.object({
  id: UserId,
  version: z.number().int(),
  name: z.string(),
  email: z.string(),
  role: RoleKey,
  roleName: z.string(),
  state: UserState,
  language: Language,
  timeZone: z.string(),
  groups: z.array(Named),
  queues: z.array(Named),
  skills: z.array(Named.extend({ level: z.number().int() })),
  /** How many chats, calls and video calls he takes at once; null: as many as the workspace says. */
  maxConversations: z.number().int().nullable(),
  maxVoice: z.number().int().nullable(),
  maxVideo: z.number().int().nullable(),
  /** What the workspace says. */
  usual: z.object({ chat: z.number().int(), voice: z.number().int(), video: z.number().int() }),
  notify: z.boolean(),
  agentbotAccess: z.boolean(),
  secondFactor: z.boolean(),
  /** Names the version of the photo below `/api/v1/users/{id}/photo`; null: none. */
  photo: z.string().nullable(),
  createdAt: Moment,
  lastSeenAt: Moment.nullable(),
});
export type UserSummary = z.infer<typeof UserSummary>;

/** What the asking person may do with this one; computed by the server from the same rule that guards it. */
export const MayWithUser = z.object({
  personal: z.array(z.string()),
  account: z.array(z.string()),
  photo: z.boolean(),
  /** Roles he may be given; empty: his role cannot be changed. */
  roles: z.array(RoleName),
  block: z.boolean(),
  signIns: z.boolean(),
  statusLog: z.boolean(),
  setStatus: z.boolean(),
  takeOwnership: z.boolean(),
});

export const UserProfile = UserSummary.extend({
  may: MayWithUser,
  isSelf: z.boolean(),
  ledGroups: z.array(Named),
});
export type UserProfile = z.infer<typeof UserProfile>;

const UserFilter = z.object({
  /** A part of the name or the e-mail address. */
  search: personLine(120).optional(),
  /** Absent: all but the archived. */
  states: z.array(UserState).max(4).optional(),
  roles: z.array(RoleKey).max(50).optional(),
  groupIds: z.array(GroupId).max(100).optional(),
  queueIds: z.array(QueueId).max(100).optional(),
  skillIds: z.array(SkillId).max(100).optional(),
});

/** So many of a medium at once; 0: none of it; null: as many as the workspace says. */
const Most = z.number().int().min(0).max(20).nullable().optional();

/** The account fields that superiors change; absent ones stay. */
export const AccountChanges = z.object({
  skills: z.array(HeldSkill).max(200).optional(),
  maxConversations: Most,
  maxVoice: Most,
  maxVideo: Most,
  notify: z.boolean().optional(),
  groups: z.array(GroupId).max(200).optional(),
  queues: z.array(QueueId).max(200).optional(),
  agentbotAccess: z.boolean().optional(),
});

const One = z.object({ userId: UserId });
const Versioned = One.extend({ version: z.number().int() });

/** For many at once: sets a value, or adds and removes entries of a list. */
export const MassChanges = z.object({
  maxConversations: Most,
  maxVoice: Most,
  maxVideo: Most,
  notify: z.boolean().optional(),
  addSkills: z.array(HeldSkill).max(50).optional(),
  removeSkills: z.array(SkillId).max(50).optional(),
  addGroups: z.array(GroupId).max(50).optional(),
  removeGroups: z.array(GroupId).max(50).optional(),
  addQueues: z.array(QueueId).max(50).optional(),
  removeQueues: z.array(QueueId).max(50).optional(),
});

/** What a mass edit does, or would do, to one person. */
export const MassEditRow = z.object({
  userId: UserId,
  name: z.string(),
  /** Why nothing is done to him (`not_found`, `permission`, `self`); null: it is. */
  refused: z.string().nullable(),
  changes: z.array(z.object({ field: z.string(), before: z.string(), after: z.string() })),
});

export const users = {
  list: procedure("users.view")
    .route({ method: "GET", path: "/users", summary: "The people whom one may see" })
    .input(
      UserFilter.extend({
        sort: z.enum(["name", "email", "role", "state", "lastSeenAt", "createdAt"]).default("name"),
        descending: z
          .union([z.boolean(), z.enum(["true", "false"]).transform((text) => text === "true")])
          .default(false),
        limit: z.coerce.number().int().min(1).max(200).default(50),
        offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
      }),
    )
    .output(z.object({ users: z.array(UserSummary), total: z.number().int() })),
  get: procedure("users.view")
    .route({ method: "GET", path: "/users/{userId}", summary: "A person's profile" })
    .input(One)
    .output(UserProfile)
    .errors(pick("user.not_found")),
  update: procedure("users.account.edit")
    .route({ method: "PATCH", path: "/users/{userId}", summary: "Change a person's account" })
    .input(Versioned.extend({ ...AccountChanges.shape, name: PersonName.optional() }))
    .output(UserProfile)
    .errors(
      pick(
        "user.not_found",
        "user.stale",
        "permission.field",
        "skill.not_found",
        "group.not_found",
        "queue.not_found",
      ),
    ),
  updatePersonal: procedure("users.personal.edit")
    .route({
      method: "PATCH",
      path: "/users/{userId}/personal",
      summary: "Change a person's personal settings",
    })
    .input(
      Versioned.extend({
        name: PersonName.optional(),
        email: Email.optional(),
        language: Language.optional(),
        timeZone: TimeZone.optional(),
      }),
    )
    .output(UserProfile)
    .errors(pick("user.not_found", "user.stale", "permission.field", "email.taken")),
  setPhoto: procedure("users.photo.edit")
    .route({ method: "PUT", path: "/users/{userId}/photo", summary: "Set somebody's profile photo" })
    .input(One.extend({ photo: z.file() }))
    .output(UserProfile)
    .errors(pick("user.not_found", "photo.invalid")),
  removePhoto: procedure("users.photo.edit")
    .route({ method: "DELETE", path: "/users/{userId}/photo", summary: "Remove somebody's profile photo" })
    .input(One)
    .output(UserProfile)
    .errors(pick("user.not_found")),
  changeRole: procedure("users.role.change")
    .route({ method: "PUT", path: "/users/{userId}/role", summary: "Give somebody another role" })
    .input(Versioned.extend({ role: RoleKey }))
    .output(UserProfile)
    .errors(pick("user.not_found", "user.stale", "role.not_found", "role.not_yours_to_give", "owner.last")),
  block: procedure("users.block")
    .route({
      method: "POST",
      path: "/users/{userId}/block",
      summary: "Block somebody: his sessions end at once",
    })
    .input(One)
    .output(UserProfile)
    .errors(pick("user.not_found", "owner.last")),
  unblock: procedure("users.block")
    .route({ method: "POST", path: "/users/{userId}/unblock", summary: "Let a blocked person in again" })
    .input(One)
    .output(UserProfile)
    .errors(pick("user.not_found")),
  archive: procedure("users.block")
    .route({ method: "POST", path: "/users/{userId}/archive", summary: "Archive somebody; his past stays" })
    .input(One)
    .output(UserProfile)
    .errors(pick("user.not_found", "owner.last")),
  restore: procedure("users.block")
    .route({ method: "POST", path: "/users/{userId}/restore", summary: "Bring an archived person back" })
    .input(One)
    .output(UserProfile)
    .errors(pick("user.not_found")),
  massEdit: procedure("users.massEdit")
    .route({
      method: "POST",
      path: "/users/mass-edit",
      summary: "Change many accounts, or see what would change",
    })
    .input(
      z.object({
        userIds: z.array(UserId).min(1).max(1_000),
        changes: MassChanges,
        /** true: nothing is changed. */
        preview: z.boolean(),
      }),
    )
    .output(
      z.object({
        rows: z.array(MassEditRow),
        /** How many people were changed; with `preview` none. */
        changed: z.number().int(),
      }),
    )
    .errors(pick("permission.field", "skill.not_found", "group.not_found", "queue.not_found")),
  signIns: procedure("users.signIns.view")
    .route({
      method: "GET",
      path: "/users/{userId}/sign-ins",
      summary: "When and from where somebody signed in",
    })
    .input(One.extend({ limit: z.coerce.number().int().min(1).max(200).default(50) }))
    .output(
      z.array(
        z.object({
          at: Moment,
          method: z.string(),
          outcome: z.string(),
          ipAddress: z.string().nullable(),
          userAgent: z.string().nullable(),
        }),
      ),
    )
    .errors(pick("user.not_found")),
  sessions: procedure("users.signIns.view")
    .route({ method: "GET", path: "/users/{userId}/sessions", summary: "Where somebody is signed in" })
    .input(One)
    .output(
      z.array(
        z.object({
          id: z.string(),
          createdAt: Moment,
          lastSeenAt: Moment,
          ipAddress: z.string().nullable(),
          userAgent: z.string().nullable(),
        }),
      ),
    )
    .errors(pick("user.not_found")),
  endSessions: procedure("users.block")
    .route({ method: "POST", path: "/users/{userId}/sessions/end", summary: "Sign somebody out everywhere" })
    .input(One)
    .output(z.object({ ended: z.number().int() }))
    .errors(pick("user.not_found")),
  exportCsv: procedure("users.view")
    .route({ method: "GET", path: "/users/export.csv", summary: "The people whom one may see, as CSV" })
    .input(UserFilter)
    .output(z.object({ fileName: z.string(), csv: z.string() })),
};
