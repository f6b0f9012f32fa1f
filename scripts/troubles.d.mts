export interface Trouble {
  readonly name: string;
  readonly lines: readonly string[];
}
export function troubles(output: string): { readonly failed: Trouble[]; readonly flaky: Trouble[] };
export function inShort(found: readonly Trouble[], most?: number): string[];
