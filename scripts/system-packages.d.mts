export interface SystemPackages {
  readonly ok: boolean;
  readonly installed: readonly string[];
  /** What was looked for and not found. */
  readonly missing: readonly string[];
  /** What a person runs; undefined where nothing is missing, or where there is no apt. */
  readonly line: string | undefined;
}
export interface Need {
  readonly what: string;
  readonly packages: readonly string[];
  there(): boolean;
}
export const groups: Readonly<Record<string, readonly Need[]>>;
export function findMissing(names: readonly string[]): Need[];
export function installLine(packages: readonly string[]): string;
export function ensureSystemPackages(
  names: readonly string[],
  options?: { readonly say?: (line: string) => void; readonly install?: boolean },
): SystemPackages;
