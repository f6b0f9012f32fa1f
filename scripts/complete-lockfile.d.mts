export interface Lock {
  readonly packages: Readonly<
    Record<string, { readonly optionalDependencies?: Readonly<Record<string, string>> }>
  >;
}
export interface LeftOut {
  readonly name: string;
  readonly version: string;
}
export function findLeftOut(lock: Lock): Map<string, LeftOut>;
export function entryFor(missing: LeftOut): Record<string, unknown>;
