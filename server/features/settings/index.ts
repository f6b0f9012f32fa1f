import type pg from "pg";
import { by } from "#server/platform/activity/by.ts";
import { guarded } from "#server/platform/http/guard.ts";
import { transact } from "#server/platform/news/index.ts";
import { changeSettings, readSettings } from "./settings.ts";

/** General settings of a workspace, part by part as the role allows. */
export function createSettingsFeature({ pool }: { readonly pool: pg.Pool }) {
  const { settings } = guarded;
  return {
    router: {
      settings: {
        get: settings.get.handler(({ context }) => readSettings(pool, context.user())),
        update: settings.update.handler(async ({ context, input }) => {
          const { result } = await transact(pool, (tx) => changeSettings(tx, by(context), input));
          return result;
        }),
      },
    },
  };
}
