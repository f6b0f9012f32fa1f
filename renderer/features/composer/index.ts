export { Composer } from "./composer.tsx";
export { useHeld } from "./use-composer.ts";
export type { Writer } from "./use-writer.ts";
