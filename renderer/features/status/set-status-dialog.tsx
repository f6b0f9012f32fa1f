import { Modal, Select, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { usePreviewReason } from "#renderer/platform/why.tsx";
import { Action } from "#renderer/ui/action.tsx";
import { ErrorNote } from "#renderer/ui/notes.tsx";
import { useFocusBack } from "#renderer/ui/use-focus-back.ts";
import { optionsFor } from "./options-for.ts";
import classes from "./status.module.css";
import { type Option, useOptions } from "./use-choices.ts";
import type { Watched } from "./watched.ts";

interface SetStatusDialogProps {
  readonly person: Watched;
  /** Some device of his is connected; undefined: it is not known here. */
  readonly present: boolean | undefined;
  readonly onClose: () => void;
  readonly onSet: () => void;
}

/** Sets somebody else's status, with why; to Ready nobody is set but by himself. */
export function SetStatusDialog({ person, present, onClose, onSet }: SetStatusDialogProps) {
  const { t } = useTranslation();
  const { api } = useDesk();
  useFocusBack();
  const options = optionsFor(useOptions(), present);
  const [chosen, setChosen] = useState("offline");
  const [reason, setReason] = useState("");
  const preview = usePreviewReason();
  const option =
    options.find(({ key, disabled }) => key === chosen && !disabled) ?? (options.at(-1) as Option);
  const { name } = person;
  const set = useMutation({
    ...api.status.setFor.mutationOptions(),
    onSuccess() {
      notifications.show({ color: "green", message: t("status.setForDone", { name, status: option.name }) });
      onSet();
      onClose();
    },
  });
  const missing = reason.trim() === "" ? t("status.setForMissing") : undefined;
  const absent = present === false ? t("status.setForAbsent", { name }) : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (missing || preview) return;
    set.mutate({
      userId: person.id as never,
      status: option.status as "offline",
      customStatusId: (option.custom?.id ?? null) as never,
      reason: reason.trim(),
    });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("status.setForTitle", { name })}
      closeButtonProps={{ "aria-label": t("app.cancel") }}
    >
      <form className={classes.form} onSubmit={submit}>
        <p className={classes.hint}>{t("status.setForHint", { name })}</p>
        <Select
          label={t("status.setForStatus")}
          allowDeselect={false}
          description={absent}
          data={options.map(({ key, name: label, disabled }) => ({ value: key, label, disabled }))}
          value={option.key}
          onChange={(key) => key && setChosen(key)}
        />
        <TextInput
          label={t("status.setForReason")}
          data-autofocus
          required
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <ErrorNote text={set.error ? problemText(problemOf(set.error)) : undefined} />
        <div className={classes.actions}>
          <Action variant="default" onClick={onClose}>
            {t("app.cancel")}
          </Action>
          <Action type="submit" reason={preview ?? missing} loading={set.isPending} onClick={() => {}}>
            {t("status.change")}
          </Action>
        </div>
      </form>
    </Modal>
  );
}
