import { invalidMessages } from "./torture-invalid.ts";
import { largeMessages } from "./torture-large.ts";
import { rulesMessages } from "./torture-rules.ts";
import { validMessages } from "./torture-valid.ts";

/** All 49 of RFC 4475. */
export const tortureMessages = [...validMessages, ...largeMessages, ...invalidMessages, ...rulesMessages];
