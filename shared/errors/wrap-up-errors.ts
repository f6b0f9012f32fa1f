/** Failures of after-contact work, and of what conversations are labelled with. */
export const wrapUpErrors = {
  "wrap_up.not_found": {
    status: 404,
    message: "There is no after-contact work of yours on this conversation any more.",
  },
  "wrap_up.incomplete": {
    status: 400,
    message: "This queue asks for more before the work can be saved: see the named fields.",
  },
  "wrap_up.no_more_time": {
    status: 409,
    message: "The queue gives no more time for this after-contact work. Save it.",
  },
  "disposition.not_found": {
    status: 404,
    message: "There is no such disposition in this workspace, or it is archived. Choose another one.",
  },
  "disposition.last": {
    status: 409,
    message: "Conversations need at least one disposition to end with. Add another one first.",
  },
  "tag.not_found": { status: 404, message: "There is no such tag in this workspace." },
  "tag.in_use": {
    status: 409,
    message: "This tag is in use, and your role deletes unused ones only. Ask an administrator.",
  },
  "topic_set.not_found": { status: 404, message: "There is no such topic set in this workspace." },
  "topic_set.in_use": {
    status: 409,
    message: "Queues ask for this topic set, and your role deletes unused ones only. Ask an administrator.",
  },
  "topic.not_found": { status: 404, message: "There is no such topic, or not one for this conversation." },
  "topic.too_deep": { status: 409, message: "Topics are nested four deep at most. Choose another place." },
} as const satisfies Record<string, { status: number; message: string }>;
