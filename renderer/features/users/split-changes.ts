import { type AccountDraft, accountNames } from "#renderer/platform/people/account-draft.ts";
import type { PersonalDraft } from "#renderer/platform/people/personal-fields.tsx";

/** A person as his form holds him. */
export type Draft = AccountDraft & PersonalDraft;
export type Field = keyof Draft;

/** Which command saves a changed field: the name goes with whichever part one may change. */
export function splitChanges(changed: readonly Field[], mayAccount: readonly string[]) {
  const ofAccount = (field: Field) =>
    (accountNames as readonly Field[]).includes(field) || (field === "name" && mayAccount.includes("name"));
  return { account: changed.filter(ofAccount), personal: changed.filter((field) => !ofAccount(field)) };
}
