import { Button, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk, useReadOnly } from "#renderer/platform/desk-context.tsx";
import { problemOf, refusedFieldProblems } from "#renderer/platform/http/errors.ts";
import { refusalText } from "#renderer/platform/refusal-text.ts";
import { IconAction } from "#renderer/ui/action.tsx";
import { Avatar } from "#renderer/ui/avatar.tsx";
import { IconInbox, IconTrash, IconUsersGroup } from "#renderer/ui/icons.ts";
import type { ExtensionOwner } from "#shared/contract/softphone.ts";
import { isExtension } from "#shared/domain/extensions/extensions.ts";
import classes from "./extensions.module.css";

/** One who can have an extension, with the field in which it is given or changed; Enter saves. */
export function ExtensionRow({ owner }: { owner: ExtensionOwner }) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const queries = useQueryClient();
  const readOnly = useReadOnly();
  const [typed, setTyped] = useState(owner.extension ?? "");
  const save = useMutation({
    ...api.extensions.set.mutationOptions(),
    onSuccess: () => queries.invalidateQueries({ queryKey: api.extensions.key() }),
  });
  const { kind, id, name, extension } = owner;
  const set = (next: string | null) => save.mutate({ of: { kind, id } as never, extension: next });
  const isChanged = typed !== (extension ?? "");
  const isWrong = isChanged && typed !== "" && !isExtension(typed);
  const [taker] =
    save.error && problemOf(save.error) === "extension.taken" ? refusedFieldProblems(save.error) : [];
  const refused = taker ? t("extensions.takenBy", { name: taker }) : save.error && refusalText(save.error);
  const problem = isWrong ? t("extensions.shape") : refused || undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isChanged && !isWrong && !readOnly) set(typed === "" ? null : typed);
  };
  const Icon = kind === "group" ? IconUsersGroup : IconInbox;
  return (
    <li className={classes.row} data-extension-of={name}>
      {kind === "user" ? <Avatar name={name} size={26} /> : <Icon size={24} stroke={1.5} aria-hidden />}
      <span className={classes.name}>
        <bdi className="one-line">{name}</bdi>
        <span className="quiet small">{t(`extensions.kind.${kind}`)}</span>
      </span>
      <form className={classes.form} onSubmit={submit}>
        <TextInput
          w={180}
          inputMode="numeric"
          aria-label={t("extensions.of", { name })}
          placeholder={t("extensions.none")}
          maxLength={6}
          readOnly={readOnly}
          value={typed}
          error={problem}
          onChange={(event) => {
            save.reset();
            setTyped(event.currentTarget.value.replaceAll(/\D/g, ""));
          }}
        />
        <Button
          type="submit"
          variant="default"
          disabled={!isChanged || isWrong || readOnly}
          loading={save.isPending}
        >
          {t("app.save")}
        </Button>
      </form>
      <IconAction
        label={t("extensions.remove", { name })}
        reason={extension === null ? t("extensions.none") : undefined}
        size={30}
        onClick={() => !readOnly && set(null)}
      >
        <IconTrash size={16} stroke={1.6} />
      </IconAction>
    </li>
  );
}
