import { Button, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { AddressProblem, SessionPort } from "#renderer/platform/session/session-port.ts";
import { ErrorNote } from "#renderer/ui/notes.tsx";
import { FrontPage } from "./front-page.tsx";
import classes from "./sign-in.module.css";

interface AddressFormProps {
  readonly session: SessionPort;
  readonly current: string | undefined;
  readonly onSet: () => void;
  readonly onBack?: (() => void) | undefined;
}

/** Asked at the desktop's first start: where the workspace is. */
export function AddressForm({ session, current, onSet, onBack }: AddressFormProps) {
  const { t } = useTranslation();
  const [address, setAddress] = useState(current ?? "");
  const [problem, setProblem] = useState<AddressProblem>();
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    setProblem(undefined);
    try {
      const typed = address.trim();
      // People leave the scheme out; what they mean is the secure one.
      const result = await session.setAddress(/^[a-z]+:\/\//i.test(typed) ? typed : `https://${typed}`);
      // Until the page is loaded anew it stays busy: a form shown meanwhile would lose what is typed into it.
      if (result.ok && result.loadsAnew) return;
      if (result.ok) return onSet();
      setProblem(result.code);
    } catch {
      setProblem("not_an_address");
    }
    setBusy(false);
  }

  return (
    <FrontPage title={t("address.title")} lead={t("address.lead")}>
      <form className={classes.form} onSubmit={(event) => void submit(event)}>
        <TextInput
          label={t("address.label")}
          placeholder="https://work.example.com"
          value={address}
          autoFocus
          spellCheck={false}
          autoComplete="url"
          onChange={(event) => setAddress(event.currentTarget.value)}
        />
        <ErrorNote text={problem ? t(`address.${problem}`) : undefined} />
        <Button type="submit" size="sm" loading={busy} disabled={address.trim() === ""}>
          {t("address.connect")}
        </Button>
        {onBack ? (
          <button type="button" className={classes.link} onClick={onBack}>
            {t("app.back")}
          </button>
        ) : null}
      </form>
    </FrontPage>
  );
}
