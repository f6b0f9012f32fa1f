import type pg from "pg";
import type { Logger } from "pino";
import { by } from "#server/platform/activity/by.ts";
import { guarded } from "#server/platform/http/guard.ts";
import { type NewsDesk, transact } from "#server/platform/news/index.ts";
import { messageHooks } from "./message-hooks.ts";
import { listMessages, saveMessage } from "./save-message.ts";
import { tellWaiting } from "./tell-waiting.ts";

export { sayAutomatic } from "./say-automatic.ts";

interface MessagesDeps {
  readonly pool: pg.Pool;
  readonly log: Logger;
  readonly news: Pick<NewsDesk, "publish">;
}

/** How often what waits is looked at, ms. */
const tickMs = 2_000;

/** What the system says by itself: welcome, waiting, away, closing. */
export function createMessagesFeature({ pool, log, news }: MessagesDeps) {
  const on = guarded.messages;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<unknown> = Promise.resolve();
  const look = () => {
    looking = tellWaiting(pool)
      .then(news.publish)
      .catch((error: unknown) => log.warn({ err: error }, "who waits could not be told; tried again soon"))
      .finally(() => {
        if (timer) timer = setTimeout(look, tickMs);
      });
  };
  return {
    hooks: messageHooks,
    router: {
      messages: {
        list: on.list.handler(({ context }) => listMessages(pool, context.user())),
        update: on.update.handler(async ({ context, input }) => {
          const { result } = await transact(pool, (tx) => saveMessage(tx, by(context), input));
          return result;
        }),
      },
    },
    /** The regular look at what waits. */
    sweep: {
      start() {
        timer = setTimeout(look, tickMs);
      },
      async stop() {
        clearTimeout(timer);
        timer = undefined;
        await looking;
      },
    },
  };
}
