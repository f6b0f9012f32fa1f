import * as z from "zod";
import { Language } from "./ids.ts";
import { personText } from "./text.ts";

/** One text in some of the product's languages, each of at most so many characters; an empty one is none. */
export const textsOf = (max: number) => z.partialRecord(Language, personText(max));
