import { Button, Modal, TextInput } from "@mantine/core";
import { type FormEvent, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Action } from "./action.tsx";
import { ErrorNote } from "./notes.tsx";
import classes from "./setup.module.css";
import { useFocusBack } from "./use-focus-back.ts";

interface ConfirmNameProps {
  readonly title: string;
  /** What it does, one sentence each: the effects stand as a list before the button. */
  readonly effects: readonly string[];
  /** To be typed before the button works; absent: the button alone confirms. */
  readonly name?: string;
  /** The button says what happens: "Block", "Delete group". */
  readonly action: string;
  readonly danger?: boolean;
  readonly busy?: boolean;
  readonly error?: string | undefined;
  /** Why it cannot be confirmed yet. */
  readonly reason?: string | undefined;
  /** More fields, such as a password. */
  readonly children?: ReactNode;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before something that cannot simply be undone: names the effect, and lets the name be typed. */
export function ConfirmName(props: ConfirmNameProps) {
  const { title, effects, name, action, danger = true, busy = false, error, onConfirm, onClose } = props;
  const { t } = useTranslation();
  useFocusBack();
  const [typed, setTyped] = useState("");
  const isRight = name === undefined || plain(typed) === plain(name);
  const reason = props.reason ?? (isRight ? undefined : t("setup.typeFirst"));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!reason && !busy) onConfirm();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      zIndex={400}
      closeButtonProps={{ "aria-label": t("app.cancel") }}
    >
      <form className={classes.dialog} onSubmit={submit}>
        <ul className={classes.effects} aria-label={t("setup.confirmLabel")}>
          {effects.map((effect) => (
            <li key={effect}>{effect}</li>
          ))}
        </ul>
        {props.children}
        {name === undefined ? null : (
          <TextInput
            label={t("setup.typeName", { name })}
            value={typed}
            data-autofocus
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )}
        <ErrorNote text={error} />
        <div className={classes.dialogFoot}>
          <Button variant="default" onClick={onClose}>
            {t("app.cancel")}
          </Button>
          <Action
            type="submit"
            loading={busy}
            {...(danger && !reason ? { color: "var(--red)", c: "var(--surface)" } : {})}
            reason={reason}
            onClick={() => {}}
          >
            {action}
          </Action>
        </div>
      </form>
    </Modal>
  );
}

/** Nobody fails for a space too many or a letter in another size. */
const plain = (text: string) => text.trim().replace(/\s+/gu, " ").normalize("NFC").toLocaleLowerCase();
