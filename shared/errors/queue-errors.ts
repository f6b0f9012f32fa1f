/** Failures of setting queues up. */
export const queueErrors = {
  "queue.overflow_loop": {
    status: 409,
    message:
      "With these rules somebody would be sent round in a circle and never answered: see the named fields.",
  },
  "queue.used_by_queues": {
    status: 409,
    message: "Other queues send on to this one whom they cannot serve. Change the named queues first.",
  },
  "skill.asked_for": {
    status: 409,
    message: "Queues ask for this skill, so it stays. Take it out of the named queues first.",
  },
} as const satisfies Record<string, { status: number; message: string }>;
