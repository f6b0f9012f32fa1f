/** A few strings that survive a change of page; in memory when the browser forbids storage. */
export interface Keep {
  get(name: string): string | null;
  set(name: string, value: string | null): void;
}

/** Keeps under our own origin (browsers part it by the embedding site), apart for each workspace. */
export function createKeep(workspace: string, storage: () => Storage = () => window.localStorage): Keep {
  const memory = new Map<string, string>();
  const keyOf = (name: string) => `sidetone:${workspace}:${name}`;
  return {
    get(name) {
      try {
        return storage().getItem(keyOf(name)) ?? memory.get(name) ?? null;
      } catch {
        return memory.get(name) ?? null;
      }
    },
    set(name, value) {
      if (value === null) memory.delete(name);
      else memory.set(name, value);
      try {
        if (value === null) storage().removeItem(keyOf(name));
        else storage().setItem(keyOf(name), value);
      } catch {
        // Forbidden or full: then it lives as long as this page.
      }
    },
  };
}
