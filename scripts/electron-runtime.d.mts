export interface Runtime {
  readonly dist: string;
  readonly kind: "override" | "official" | "fallback";
  readonly version: string;
  readonly executable: string;
}

export function findElectron(options?: { log?: (line: string) => void }): Promise<Runtime>;
export function electronEnvironment(runtime: Runtime): { ELECTRON_OVERRIDE_DIST_PATH: string };
