import * as z from "zod";
import { pick } from "#shared/errors/catalogue.ts";
import { GroupId, QueueId, SkillId, UserId } from "./ids.ts";
import { procedure } from "./procedure.ts";
import { queueRules } from "./queue-rules.ts";
import { personLine } from "./text.ts";

const Name = personLine(80).refine((name) => name.length > 0, "is empty");
const Person = z.object({ id: UserId, name: z.string(), role: z.string(), roleName: z.string() });
const Done = z.object({ ok: z.literal(true) });

/** As in the general settings (null), or on or off for this group whatever they say. */
const Override = z.boolean().nullable();

export const Group = z.object({
  id: GroupId,
  version: z.number().int(),
  name: z.string(),
  leaders: z.array(Person),
  members: z.array(Person),
  outboundCalls: Override,
  callHistory: Override,
});
export type Group = z.infer<typeof Group>;

const GroupInput = z.object({
  name: Name,
  leaderIds: z.array(UserId).max(100),
  memberIds: z.array(UserId).max(5_000),
  outboundCalls: Override,
  callHistory: Override,
});

export const groups = {
  list: procedure("groups.view")
    .route({ method: "GET", path: "/groups", summary: "The groups whom one may see" })
    .output(z.array(Group)),
  get: procedure("groups.view")
    .route({ method: "GET", path: "/groups/{groupId}", summary: "A group with its people and settings" })
    .input(z.object({ groupId: GroupId }))
    .output(Group)
    .errors(pick("group.not_found")),
  create: procedure("groups.manage")
    .route({ method: "POST", path: "/groups", summary: "Make a group" })
    .input(GroupInput)
    .output(Group)
    .errors(pick("name.taken", "user.not_found", "group.leader_cannot")),
  update: procedure("groups.manage")
    .route({ method: "PUT", path: "/groups/{groupId}", summary: "Change a group" })
    .input(GroupInput.partial().extend({ groupId: GroupId, version: z.number().int() }))
    .output(Group)
    .errors(pick("group.not_found", "name.taken", "record.stale", "user.not_found", "group.leader_cannot")),
  remove: procedure("groups.manage")
    .route({ method: "DELETE", path: "/groups/{groupId}", summary: "Delete a group; its people stay" })
    .input(z.object({ groupId: GroupId }))
    .output(Done)
    .errors(pick("group.not_found")),
};

export const QueueSettings = z.object({
  id: QueueId,
  version: z.number().int(),
  name: z.string(),
  archived: z.boolean(),
  members: z.array(Person.extend({ priority: z.number().int() })),
  supervisors: z.array(Person.extend({ level: z.enum(["viewer", "editor"]) })),
  waiting: z.number().int(),
});
export type QueueSettings = z.infer<typeof QueueSettings>;

const Member = z.object({ userId: UserId, priority: z.number().int().min(1).max(9).default(1) });
const OneQueue = z.object({ queueId: QueueId });

/** Setting queues up; the lists for everyday work are in `directory`. */
export const queues = {
  list: procedure("queues.view")
    .route({ method: "GET", path: "/setup/queues", summary: "Queues with members and supervisors" })
    .output(z.array(QueueSettings)),
  create: procedure("queues.manage")
    .route({ method: "POST", path: "/setup/queues", summary: "Make a queue" })
    .input(z.object({ name: Name }))
    .output(QueueSettings)
    .errors(pick("name.taken")),
  update: procedure("queues.manage")
    .route({ method: "PUT", path: "/setup/queues/{queueId}", summary: "Rename, archive or restore a queue" })
    .input(
      OneQueue.extend({
        version: z.number().int(),
        name: Name.optional(),
        archived: z.boolean().optional(),
        supervisors: z
          .array(z.object({ userId: UserId, level: z.enum(["viewer", "editor"]) }))
          .max(200)
          .optional(),
      }),
    )
    .output(QueueSettings)
    .errors(
      pick(
        "queue.not_found",
        "queue.in_use",
        "queue.used_by_queues",
        "name.taken",
        "record.stale",
        "user.not_found",
        "queue.supervisor_cannot",
      ),
    ),
  setMembers: procedure("queues.members.edit")
    .route({ method: "PUT", path: "/setup/queues/{queueId}/members", summary: "Choose who answers a queue" })
    .input(OneQueue.extend({ version: z.number().int(), members: z.array(Member).max(5_000) }))
    .output(QueueSettings)
    .errors(pick("queue.not_found", "record.stale", "user.not_found")),
  moveMembers: procedure("queues.members.edit")
    .route({ method: "POST", path: "/setup/queues/move", summary: "Move people from one queue to another" })
    .input(z.object({ userIds: z.array(UserId).min(1).max(1_000), from: QueueId, to: QueueId }))
    .output(z.array(QueueSettings))
    .errors(pick("queue.not_found", "user.not_found")),
  ...queueRules,
};

export const Skill = z.object({
  id: SkillId,
  version: z.number().int(),
  name: z.string(),
  holders: z.number().int(),
});
export type Skill = z.infer<typeof Skill>;

export const skills = {
  list: procedure("skills.view")
    .route({ method: "GET", path: "/skills", summary: "Skills and how many hold them" })
    .output(z.array(Skill)),
  create: procedure("skills.manage")
    .route({ method: "POST", path: "/skills", summary: "Make a skill" })
    .input(z.object({ name: Name }))
    .output(Skill)
    .errors(pick("name.taken")),
  rename: procedure("skills.manage")
    .route({ method: "PUT", path: "/skills/{skillId}", summary: "Rename a skill" })
    .input(z.object({ skillId: SkillId, version: z.number().int(), name: Name }))
    .output(Skill)
    .errors(pick("skill.not_found", "name.taken", "record.stale")),
  remove: procedure("skills.manage")
    .route({
      method: "DELETE",
      path: "/skills/{skillId}",
      summary: "Delete a skill that nobody holds and no queue asks for",
    })
    .input(z.object({ skillId: SkillId }))
    .output(Done)
    .errors(pick("skill.not_found", "skill.in_use", "skill.asked_for")),
};
