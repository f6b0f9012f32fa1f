import type pg from "pg";
import { by } from "#server/platform/activity/by.ts";
import { guarded } from "#server/platform/http/guard.ts";
import { type NewsDesk, transact } from "#server/platform/news/index.ts";
import { createTag, listTags, removeTag, tagUses, updateTag } from "./tags.ts";

export interface TagsDeps {
  readonly pool: pg.Pool;
  readonly news: Pick<NewsDesk, "publish">;
}

/** Labels for conversations and shortcuts. */
export function createTagsFeature({ pool, news }: TagsDeps) {
  const { tags } = guarded;
  return {
    router: {
      tags: {
        list: tags.list.handler(({ context }) => listTags(pool, context.user().workspaceId)),
        usage: tags.usage.handler(({ context }) => tagUses(pool, context.user())),
        create: tags.create.handler(async ({ context, input }) => {
          const { result } = await transact(pool, (tx) => createTag(tx, by(context), input));
          return result;
        }),
        update: tags.update.handler(async ({ context, input }) => {
          const { result } = await transact(pool, (tx) => updateTag(tx, by(context), input));
          return result;
        }),
        remove: tags.remove.handler(async ({ context, input }) => {
          await news.publish(await transact(pool, (tx) => removeTag(tx, by(context), input.tagId)));
          return { ok: true as const };
        }),
      },
    },
  };
}
