import type pg from "pg";
import { by } from "#server/platform/activity/by.ts";
import { guarded } from "#server/platform/http/guard.ts";
import { transact } from "#server/platform/news/index.ts";
import { createSkill, listSkills, removeSkill, renameSkill } from "./skills.ts";

/** What people are good at. */
export function createSkillsFeature({ pool }: { readonly pool: pg.Pool }) {
  const { skills } = guarded;
  return {
    router: {
      skills: {
        list: skills.list.handler(({ context }) => listSkills(pool, context.user())),
        create: skills.create.handler(async ({ context, input }) => {
          const { result } = await transact(pool, (tx) => createSkill(tx, by(context), input.name));
          return result;
        }),
        rename: skills.rename.handler(async ({ context, input }) => {
          const { result } = await transact(pool, (tx) => renameSkill(tx, by(context), input));
          return result;
        }),
        remove: skills.remove.handler(async ({ context, input }) => {
          await transact(pool, (tx) => removeSkill(tx, by(context), input.skillId));
          return { ok: true as const };
        }),
      },
    },
  };
}
