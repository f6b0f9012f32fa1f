import { createLabelsFeature } from "#server/features/labels/index.ts";
import { createWrapUpFeature, type WrapUpDeps } from "#server/features/wrap-up/index.ts";
import { mergeRouters } from "#server/platform/http/merge-routers.ts";

/** What is done with a conversation beside answering it: its labels, and the work after its end. */
export function composeWrapUp(deps: WrapUpDeps) {
  const wrapUp = createWrapUpFeature(deps);
  return {
    hooks: wrapUp.hooks,
    sweep: wrapUp.sweep,
    /** These procedures with those of `router`. */
    joined: (router: Readonly<Record<string, unknown>>) =>
      mergeRouters(router, wrapUp.procedures, createLabelsFeature(deps).procedures) as Readonly<
        Record<string, unknown>
      >,
  };
}
