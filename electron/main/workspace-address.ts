import type { Answer } from "./ipc.ts";
import { type Fetch, findWorkspace, readAddress } from "./server-address.ts";
import type { SettingsFile } from "./settings.ts";

type AddressDeps = {
  settings: SettingsFile;
  /** `npm start` names its own server here; it is never written down. */
  given: string | undefined;
  /** In development it goes before what was kept. In a package it is only what to begin with. */
  givenGoesFirst: boolean;
  fetch: Fetch;
};

/** Which server this desktop works with. */
export function createWorkspaceAddress({ settings, given, givenGoesFirst, fetch }: AddressDeps) {
  const fromStart = given ? readAddress(given) : undefined;
  const named = fromStart?.ok ? fromStart.address : null;
  const kept = settings.get().address;
  let current = givenGoesFirst ? (named ?? kept) : (kept ?? named);

  return {
    get: () => current,
    startAnswering(answer: Answer, changed: () => void): void {
      answer("server.address.get", () => ({ address: current }));
      answer("server.address.set", async ({ address }) => {
        const found = await findWorkspace(address, fetch);
        if (!found.ok) return found;
        const isNew = current !== found.address;
        current = found.address;
        settings.update({ address: current });
        if (isNew) changed();
        return { ...found, loadsAnew: isNew };
      });
    },
  };
}
