import type { Option } from "./use-choices.ts";

/** What somebody else may be given: never Ready; who is not connected only Offline (undefined: it is not known). */
export const optionsFor = (options: readonly Option[], present: boolean | undefined) =>
  options
    .filter(({ status }) => status !== "ready")
    .map((option) => ({ ...option, disabled: present === false && option.status !== "offline" }));
