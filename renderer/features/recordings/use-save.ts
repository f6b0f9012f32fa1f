import { useState } from "react";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { saveBlob } from "#renderer/platform/save-file.ts";

/** Gives a file of a recording to the person; the server looks at his right again, and notes it. */
export function useSave(recordingId: string, name: string) {
  const { files } = useDesk();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const save = () => {
    setBusy(true);
    setProblem(undefined);
    files
      .recording({ recordingId, name, download: true })
      .then((blob) => saveBlob(`${recordingId}-${name}`, blob))
      .catch((error: unknown) => setProblem(problemText(problemOf(error))))
      .finally(() => setBusy(false));
  };
  return { save, busy, problem };
}
