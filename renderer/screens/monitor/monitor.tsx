import { useTranslation } from "react-i18next";
import { useSupervise } from "#renderer/features/calls/index.ts";
import { LiveTable } from "#renderer/features/monitor/index.ts";
import { ErrorNote } from "#renderer/ui/notes.tsx";
import { SetupPage } from "#renderer/ui/setup-form.tsx";

/** The supervisor's place: what goes on now, and the way into a call. */
export function Monitor() {
  const { t } = useTranslation();
  const supervise = useSupervise();
  return (
    <SetupPage title={t("calls.monitor.title")} hint={t("calls.monitor.lead")} actions={null}>
      <ErrorNote
        text={supervise.error ? t("calls.monitor.refused", { problem: supervise.error }) : undefined}
      />
      <LiveTable joining={supervise} />
    </SetupPage>
  );
}
