import { aivoLive } from "./aivo-live.ts";
import type { Scheme, SchemeName } from "./scheme.ts";
import { standard } from "./standard.ts";
import { vivocha } from "./vivocha.ts";
import { voximplantKit } from "./voximplant-kit.ts";

export { type Scheme, type SchemeName, type SchemeRole, schemeNames } from "./scheme.ts";

/** The built-in schemes; the three vendors' reproduce the acceptance matrix cell by cell. */
export const schemes: Readonly<Record<SchemeName, Scheme>> = {
  standard,
  vivocha,
  "aivo-live": aivoLive,
  "voximplant-kit": voximplantKit,
};
