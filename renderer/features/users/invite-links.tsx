import { Button, CopyButton, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { IconCheck, IconCopy } from "#renderer/ui/icons.ts";
import { Notice } from "#renderer/ui/notes.tsx";
import classes from "./users.module.css";

/** A link that was made just now. */
export interface InvitedLink {
  readonly email: string;
  readonly link: string;
}

interface InviteLinksProps {
  readonly links: readonly InvitedLink[];
  readonly onClose: () => void;
}

/** The links to be passed on; the server keeps none of them, so this is the only time they can be seen. */
export function InviteLinks({ links, onClose }: InviteLinksProps) {
  const { t } = useTranslation();
  return (
    <div className={classes.dialog}>
      <Notice>{t("invite.linksOnce")}</Notice>
      <ul className={classes.links}>
        {links.map(({ email, link }) => (
          <li key={email} className={classes.linkRow}>
            <span className="one-line">{email}</span>
            <TextInput
              readOnly
              size="xs"
              aria-label={t("invite.linkOf", { email })}
              value={link}
              onFocus={(event) => event.currentTarget.select()}
            />
            <CopyButton value={link}>
              {({ copied, copy }) => (
                <Button
                  variant="default"
                  leftSection={
                    copied ? <IconCheck size={15} aria-hidden /> : <IconCopy size={15} aria-hidden />
                  }
                  onClick={copy}
                >
                  {copied ? t("invite.copied") : t("invite.copy")}
                </Button>
              )}
            </CopyButton>
          </li>
        ))}
      </ul>
      <div className={classes.dialogFoot}>
        <Button onClick={onClose}>{t("invite.done")}</Button>
      </div>
    </div>
  );
}
