import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf, refusedFields } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { accountDraftOf } from "#renderer/platform/people/account-draft.ts";
import { personalNames } from "#renderer/platform/people/personal-fields.tsx";
import { useEdits } from "#renderer/ui/use-edits.ts";
import type { UserProfile } from "#shared/contract/users.ts";
import { type Draft, type Field, splitChanges } from "./split-changes.ts";

const draftOf = (user: UserProfile): Draft => ({
  ...accountDraftOf(user),
  name: user.name,
  email: user.email,
  language: user.language,
  timeZone: user.timeZone,
});

const only = (edits: Partial<Draft>, fields: readonly Field[]) =>
  Object.fromEntries(fields.map((field) => [field, edits[field]]));

/** A person's form: what may be changed, what is changed, and saving it with one press. */
export function useUserForm(user: UserProfile) {
  const { t } = useTranslation();
  const { client, refreshMe } = useDesk();
  const learn = useLearnUser();
  const edits = useEdits(draftOf(user));
  const { account, personal } = splitChanges(edits.changed, user.may.account);
  const save = useMutation({
    networkMode: "always",
    async mutationFn() {
      let now = { userId: user.id as string, version: user.version };
      let next = user;
      if (account.length > 0) {
        next = (await client.users.update({ ...now, ...only(edits.edits, account) })) as UserProfile;
        now = { ...now, version: next.version };
        // What is saved stays saved, whatever becomes of the other part.
        learn(next);
      }
      if (personal.length > 0)
        next = (await client.users.updatePersonal({ ...now, ...only(edits.edits, personal) })) as UserProfile;
      return next;
    },
    onSuccess(next) {
      learn(next);
      edits.undo();
      notifications.show({ color: "green", message: t("users.saved", { name: next.name }) });
      if (next.isSelf) void refreshMe();
    },
  });
  const code = save.error ? problemOf(save.error) : undefined;
  const wrong = code === "email.taken" ? ["email"] : refusedFields(save.error);
  const isEmpty = edits.value.name.trim() === "";
  return {
    value: edits.value,
    set: edits.set,
    undo() {
      save.reset();
      edits.undo();
    },
    changes: [...account, ...personal].map((field) => t(`people.${field}`)),
    busy: save.isPending,
    error: code ? problemText(code) : undefined,
    wrong: Object.fromEntries(wrong.map((field) => [field, t("people.notValid")])),
    reason: isEmpty ? t("people.nameEmpty") : undefined,
    save: () => save.mutate(),
    personalEditable: personalNames.filter(
      (field) => user.may.personal.includes(field) || (field === "name" && user.may.account.includes("name")),
    ),
  };
}

/** Puts a person as the server answered him where screens read him, and lets the lists ask anew. */
export function useLearnUser() {
  const { api } = useDesk();
  const queries = useQueryClient();
  return (user: UserProfile) => {
    const { queryKey } = api.users.get.queryOptions({ input: { userId: user.id } });
    queries.setQueryData(queryKey, user as never);
    void queries.invalidateQueries({ queryKey: api.users.list.key() });
    for (const other of [api.groups, api.queues, api.skills])
      void queries.invalidateQueries({ queryKey: other.key() });
  };
}
