import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { featureNames } from "./names.ts";
import { rendererSlice } from "./renderer-slice.ts";
import { serverSlice } from "./server-slice.ts";

/** Writes both slices of a feature; a file that is there already stops it, before or while another process writes. */
export function writeFeature(root: string, name: string): string[] {
  const names = featureNames(name);
  if (!names)
    throw new Error(`"${name}" is no feature: name it by a plural noun in kebab-case, like call-notes.`);
  const files = { ...serverSlice(names), ...rendererSlice(names) };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text, { flag: "wx" });
  }
  return Object.keys(files);
}
