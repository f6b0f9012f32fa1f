import { Button, Modal, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Action } from "#renderer/ui/action.tsx";
import { useFocusBack } from "#renderer/ui/use-focus-back.ts";
import { problemOf } from "./http/errors.ts";
import { problemText } from "./i18n/index.ts";

interface NameDialogProps {
  readonly title: string;
  readonly label: string;
  /** The button says what happens. */
  readonly action: string;
  /** Questions whose answers are old afterwards. */
  readonly stale: readonly unknown[];
  readonly run: (name: string) => Promise<unknown>;
  readonly onClose: () => void;
}

/** Asks for the one name that a new thing needs. */
export function NameDialog({ title, label, action, stale, run, onClose }: NameDialogProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  useFocusBack();
  const [name, setName] = useState("");
  const make = useMutation({
    networkMode: "always",
    mutationFn: () => run(name.trim()),
    async onSuccess() {
      await queries.invalidateQueries({ queryKey: stale });
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== "" && !make.isPending) make.mutate();
  };
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ "aria-label": t("app.cancel") }}>
      <form onSubmit={submit} style={{ display: "grid", gap: 14 }}>
        <TextInput
          label={label}
          data-autofocus
          maxLength={80}
          value={name}
          error={make.error ? problemText(problemOf(make.error)) : undefined}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <div style={{ display: "flex", gap: 8, justifyContent: "flex-end" }}>
          <Button variant="default" onClick={onClose}>
            {t("app.cancel")}
          </Button>
          <Action
            type="submit"
            loading={make.isPending}
            reason={name.trim() === "" ? t("people.nameEmpty") : undefined}
            onClick={() => {}}
          >
            {action}
          </Action>
        </div>
      </form>
    </Modal>
  );
}
