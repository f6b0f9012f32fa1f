import type pg from "pg";
import { by } from "#server/platform/activity/by.ts";
import { guarded } from "#server/platform/http/guard.ts";
import { transact, type Work } from "#server/platform/news/index.ts";
import { createSet, removeSet, renameSet } from "./save-set.ts";
import { addTopic, changeTopic, removeTopic, restoreTopic } from "./save-topic.ts";
import { listTopicSets } from "./topic-records.ts";

export { findSet } from "./topic-records.ts";

/** What contacts are about: sets of topics that queues ask for. */
export function createTopicsFeature({ pool }: { readonly pool: pg.Pool }) {
  const { topics } = guarded;
  const done = async <T>(work: (tx: Work) => Promise<T>) => (await transact(pool, work)).result;
  return {
    router: {
      topics: {
        list: topics.list.handler(({ context }) => listTopicSets(pool, context.user())),
        createSet: topics.createSet.handler(({ context, input }) =>
          done((tx) => createSet(tx, by(context), input.name)),
        ),
        renameSet: topics.renameSet.handler(({ context, input }) =>
          done((tx) => renameSet(tx, by(context), input)),
        ),
        removeSet: topics.removeSet.handler(async ({ context, input }) => {
          await done((tx) => removeSet(tx, by(context), input.setId));
          return { ok: true as const };
        }),
        add: topics.add.handler(({ context, input }) => done((tx) => addTopic(tx, by(context), input))),
        change: topics.change.handler(({ context, input }) =>
          done((tx) => changeTopic(tx, by(context), input)),
        ),
        remove: topics.remove.handler(({ context, input }) =>
          done((tx) => removeTopic(tx, by(context), input.topicId)),
        ),
        restore: topics.restore.handler(({ context, input }) =>
          done((tx) => restoreTopic(tx, by(context), input.topicId)),
        ),
      },
    },
  };
}
