import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSupervise } from "#renderer/features/calls/index.ts";
import { LiveTable, WatchSheet } from "#renderer/features/monitor/index.ts";
import { Transcript } from "#renderer/features/timeline/index.ts";
import { ErrorNote } from "#renderer/ui/notes.tsx";
import { SetupPage } from "#renderer/ui/setup-form.tsx";
import type { Watched } from "#shared/contract/calls.ts";

/** The supervisor's place: what goes on now, the way into a call, and a word to the agent of a chat. */
export function Monitor() {
  const { t } = useTranslation();
  const supervise = useSupervise();
  const [watched, setWatched] = useState<Watched>();
  return (
    <SetupPage title={t("calls.monitor.title")} hint={t("calls.monitor.lead")} actions={null}>
      <ErrorNote
        text={supervise.error ? t("calls.monitor.refused", { problem: supervise.error }) : undefined}
      />
      <LiveTable joining={supervise} watch={setWatched} />
      <WatchSheet watched={watched} onClose={() => setWatched(undefined)}>
        {({ events }, name) => (
          <Transcript name={name} events={events} hasOlder={(events[0]?.seq ?? 1) > 1} />
        )}
      </WatchSheet>
    </SetupPage>
  );
}
