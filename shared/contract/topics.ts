import * as z from "zod";
import { pick } from "#shared/errors/catalogue.ts";
import { ConversationId, QueueId } from "./ids.ts";
import { procedure } from "./procedure.ts";
import { personLine } from "./text.ts";

const Done = z.object({ ok: z.literal(true) });
const Version = z.number().int();
const Name = personLine(80).pipe(z.string().min(1, "is empty"));

const DispositionId = z.uuid().brand("DispositionId");
const TagId = z.uuid().brand("TagId");
const TopicSetId = z.uuid().brand("TopicSetId");
const TopicId = z.uuid().brand("TopicId");

/** How a contact ended. Archived ones are chosen no more, and still named in what is past. */
export const Disposition = z.object({
  id: DispositionId,
  version: Version,
  /** What `outcome` of a conversation has. */
  key: z.string(),
  name: z.string(),
  position: z.number().int(),
  archived: z.boolean(),
});
export type Disposition = z.infer<typeof Disposition>;

/** Colours of tags: those of the theme. */
export const tagColors = [
  "gray",
  "red",
  "pink",
  "grape",
  "violet",
  "indigo",
  "blue",
  "cyan",
  "teal",
  "green",
  "lime",
  "yellow",
  "orange",
] as const;
export const TagColor = z.enum(tagColors);
export type TagColor = z.infer<typeof TagColor>;

/** A label for conversations and shortcuts. */
export const Tag = z.object({ id: TagId, version: Version, name: z.string(), color: TagColor });
export type Tag = z.infer<typeof Tag>;

export const TagUse = z.object({
  tagId: TagId,
  conversations: z.number().int(),
  shortcuts: z.number().int(),
});
export type TagUse = z.infer<typeof TagUse>;

/** A topic of a set, perhaps below another one. */
export const Topic = z.object({
  id: TopicId,
  parentId: TopicId.nullable(),
  name: z.string(),
  position: z.number().int(),
  /** Deleted, and still named in what is past. */
  archived: z.boolean(),
});
export type Topic = z.infer<typeof Topic>;

/** A set of topics that queues ask for at the end of a contact. */
export const TopicSet = z.object({
  id: TopicSetId,
  version: Version,
  name: z.string(),
  archived: z.boolean(),
  topics: z.array(Topic),
  /** The queues that ask for it, for those who set topics up. */
  queues: z.array(z.object({ id: QueueId, name: z.string() })),
});
export type TopicSet = z.infer<typeof TopicSet>;

const OneDisposition = z.object({ dispositionId: DispositionId });
export const dispositions = {
  list: procedure("signed-in")
    .route({
      method: "GET",
      path: "/dispositions",
      summary: "Dispositions in their order, archived ones too",
    })
    .output(z.array(Disposition)),
  create: procedure("queues.manage")
    .route({ method: "POST", path: "/dispositions", summary: "Add a disposition behind the others" })
    .input(z.object({ name: Name }))
    .output(Disposition)
    .errors(pick("name.taken")),
  update: procedure("queues.manage")
    .route({
      method: "PUT",
      path: "/dispositions/{dispositionId}",
      summary: "Rename, archive or restore a disposition",
    })
    .input(
      OneDisposition.extend({ version: Version, name: Name.optional(), archived: z.boolean().optional() }),
    )
    .output(Disposition)
    .errors(pick("disposition.not_found", "disposition.last", "name.taken", "record.stale")),
  sort: procedure("queues.manage")
    .route({ method: "POST", path: "/dispositions/order", summary: "Put the dispositions into an order" })
    .input(z.object({ dispositionIds: z.array(DispositionId).min(1).max(200) }))
    .output(z.array(Disposition))
    .errors(pick("disposition.not_found")),
};

const OneTag = z.object({ tagId: TagId });
export const tags = {
  list: procedure("signed-in")
    .route({ method: "GET", path: "/tags", summary: "Tags by name" })
    .output(z.array(Tag)),
  usage: procedure("tags.manage")
    .route({
      method: "GET",
      path: "/tags/usage",
      summary: "How many conversations and shortcuts have each tag",
    })
    .output(z.array(TagUse)),
  create: procedure("tags.manage")
    .route({ method: "POST", path: "/tags", summary: "Make a tag" })
    .input(z.object({ name: Name, color: TagColor.default("gray") }))
    .output(Tag)
    .errors(pick("name.taken")),
  update: procedure("tags.manage")
    .route({ method: "PUT", path: "/tags/{tagId}", summary: "Rename or recolour a tag" })
    .input(OneTag.extend({ version: Version, name: Name.optional(), color: TagColor.optional() }))
    .output(Tag)
    .errors(pick("tag.not_found", "name.taken", "record.stale")),
  remove: procedure("tags.delete")
    .route({ method: "DELETE", path: "/tags/{tagId}", summary: "Delete a tag, and take it off everything" })
    .input(OneTag)
    .output(Done)
    .errors(pick("tag.not_found", "tag.in_use")),
};

const OneSet = z.object({ setId: TopicSetId });
const OneTopic = z.object({ topicId: TopicId });
export const topics = {
  list: procedure("signed-in")
    .route({ method: "GET", path: "/topics", summary: "Topic sets with their topics, deleted ones too" })
    .output(z.array(TopicSet)),
  createSet: procedure("topics.manage")
    .route({ method: "POST", path: "/topics", summary: "Make a topic set" })
    .input(z.object({ name: Name }))
    .output(TopicSet)
    .errors(pick("name.taken")),
  renameSet: procedure("topics.manage")
    .route({ method: "PUT", path: "/topics/{setId}", summary: "Rename a topic set" })
    .input(OneSet.extend({ version: Version, name: Name }))
    .output(TopicSet)
    .errors(pick("topic_set.not_found", "name.taken", "record.stale")),
  removeSet: procedure("topics.delete")
    .route({
      method: "DELETE",
      path: "/topics/{setId}",
      summary: "Delete a topic set; no queue asks for it then",
    })
    .input(OneSet)
    .output(Done)
    .errors(pick("topic_set.not_found", "topic_set.in_use")),
  add: procedure("topics.nested")
    .route({ method: "POST", path: "/topics/{setId}/topics", summary: "Add a topic to a set" })
    .input(OneSet.extend({ name: Name, parentId: TopicId.nullable().default(null) }))
    .output(TopicSet)
    .errors(pick("topic_set.not_found", "topic.not_found", "topic.too_deep", "name.taken")),
  change: procedure("topics.nested")
    .route({
      method: "PUT",
      path: "/topics/topics/{topicId}",
      summary: "Rename a topic, or move it up or down",
    })
    .input(OneTopic.extend({ name: Name.optional(), move: z.enum(["up", "down"]).optional() }))
    .output(TopicSet)
    .errors(pick("topic.not_found", "name.taken")),
  remove: procedure("topics.nested")
    .route({
      method: "DELETE",
      path: "/topics/topics/{topicId}",
      summary: "Delete a topic with those below it",
    })
    .input(OneTopic)
    .output(TopicSet)
    .errors(pick("topic.not_found")),
  restore: procedure("topics.nested")
    .route({
      method: "POST",
      path: "/topics/topics/{topicId}/restore",
      summary: "Bring back a topic, and what was deleted with it",
    })
    .input(OneTopic)
    .output(TopicSet)
    .errors(pick("topic.not_found", "name.taken")),
};

/** What a conversation is labelled with while it is worked on: joins the group `conversations`. */
export const ConversationTagIds = z.array(TagId).max(20);
export const ConversationTopicIds = z.array(TopicId).max(20);
export const OneConversation = z.object({ conversationId: ConversationId });
