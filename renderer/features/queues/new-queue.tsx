import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { NameDialog } from "#renderer/platform/name-dialog.tsx";

interface NewQueueProps {
  readonly onMade: (id: string) => void;
  readonly onClose: () => void;
}

/** Makes a queue by its name; the rest is set in its form. */
export function NewQueue({ onMade, onClose }: NewQueueProps) {
  const { t } = useTranslation();
  const { api, client } = useDesk();
  return (
    <NameDialog
      title={t("queues.new")}
      label={t("queues.name")}
      action={t("queues.add")}
      stale={api.queues.key()}
      run={async (name) => onMade((await client.queues.create({ name })).id)}
      onClose={onClose}
    />
  );
}
