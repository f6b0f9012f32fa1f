import { Button, Modal, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { CopyButton } from "#renderer/ui/copy-button.tsx";
import { Notice } from "#renderer/ui/notes.tsx";

/** Shows a webhook's secret, this once. */
export function SecretDialog({ secret, onClose }: { secret: string; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened
      onClose={onClose}
      closeOnClickOutside={false}
      title={t("assistants.secretTitle")}
      closeButtonProps={{ "aria-label": t("assistants.close") }}
    >
      <div style={{ display: "grid", gap: 14 }}>
        <Notice>{t("assistants.secretHint")}</Notice>
        <TextInput
          aria-label={t("assistants.secretTitle")}
          readOnly
          value={secret}
          onFocus={(event) => event.currentTarget.select()}
        />
        <div style={{ display: "flex", gap: 8, justifyContent: "flex-end" }}>
          <CopyButton text={secret} label={t("assistants.copy")} done={t("assistants.copied")} />
          <Button onClick={onClose}>{t("assistants.close")}</Button>
        </div>
      </div>
    </Modal>
  );
}
