import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import i18next from "i18next";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf, refusedFields } from "#renderer/platform/http/errors.ts";
import { languageChoice, problemText, showLanguage } from "#renderer/platform/i18n/index.ts";
import { type AccountDraft, accountDraftOf, accountNames } from "#renderer/platform/people/account-draft.ts";
import type { PersonalDraft } from "#renderer/platform/people/personal-fields.tsx";
import { useEdits } from "#renderer/ui/use-edits.ts";
import type { UserProfile } from "#shared/contract/users.ts";

/** One's own profile as the server gives it: who one is, and what of it one may change. */
export interface OwnProfile {
  readonly user: UserProfile;
  readonly pendingEmail: string | null;
  readonly editable: readonly string[];
  readonly account: readonly string[];
}

export function useOwnProfile() {
  const { api } = useDesk();
  const query = useQuery({ ...api.profile.get.queryOptions(), staleTime: 0 });
  return { ...query, profile: query.data as OwnProfile | undefined };
}

/** After a change: the profile, the lists, and everything that shows one's own name ask anew. */
export function useRefreshOwn() {
  const { api, refreshMe } = useDesk();
  const queries = useQueryClient();
  return async () => {
    await queries.invalidateQueries({ queryKey: api.profile.key() });
    void queries.invalidateQueries({ queryKey: api.users.key() });
    await refreshMe();
  };
}

type Draft = AccountDraft & Pick<PersonalDraft, "name" | "language" | "timeZone">;
const personal = ["name", "language", "timeZone"] as const;

/** One's own form: personal and account part, saved with one press. */
export function useOwnForm({ user }: OwnProfile) {
  const { t } = useTranslation();
  const { client } = useDesk();
  const refresh = useRefreshOwn();
  const { name, language, timeZone } = user;
  const edits = useEdits<Draft>({ ...accountDraftOf(user), name, language, timeZone });
  const only = (fields: readonly (keyof Draft)[]) =>
    Object.fromEntries(
      edits.changed.filter((field) => fields.includes(field)).map((field) => [field, edits.edits[field]]),
    );
  const save = useMutation({
    networkMode: "always",
    async mutationFn() {
      const [mine, account] = [only(personal), only(accountNames)];
      if (Object.keys(mine).length > 0) await client.profile.update(mine);
      if (Object.keys(account).length > 0) await client.profile.updateAccount(account);
    },
    async onSuccess() {
      const spoken = edits.edits.language;
      if (spoken) {
        // From now on this device follows the account again.
        languageChoice.set(null);
        await showLanguage(spoken);
      }
      await refresh();
      edits.undo();
      notifications.show({ color: "green", message: i18next.t("setup.saved") });
    },
    onError: () => void refresh(),
  });
  return {
    value: { ...edits.value, email: user.email },
    set: edits.set,
    undo() {
      save.reset();
      edits.undo();
    },
    changes: edits.changed.map((field) => t(`people.${field}`)),
    busy: save.isPending,
    error: save.error ? problemText(problemOf(save.error)) : undefined,
    wrong: Object.fromEntries(refusedFields(save.error).map((field) => [field, t("people.notValid")])),
    reason: edits.value.name.trim() === "" ? t("people.nameEmpty") : undefined,
    save: () => save.mutate(),
  };
}
