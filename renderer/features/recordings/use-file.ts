import { useCallback, useEffect, useState } from "react";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";

interface FileHere {
  /** Where it is in this window; undefined until it was loaded. */
  readonly url: string | undefined;
  readonly busy: boolean;
  readonly problem: string | undefined;
  readonly load: () => void;
}

/** A file of a recording, loaded when it is asked for: each time it is, that is in the log. */
export function useFile(recordingId: string, name: string): FileHere {
  const { files } = useDesk();
  const [url, setUrl] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    if (url) return () => URL.revokeObjectURL(url);
  }, [url]);
  const load = useCallback(() => {
    setBusy(true);
    setProblem(undefined);
    files
      .recording({ recordingId, name, download: false })
      .then((blob) => setUrl(URL.createObjectURL(blob)))
      .catch((error: unknown) => setProblem(problemText(problemOf(error))))
      .finally(() => setBusy(false));
  }, [files, recordingId, name]);
  return { url, busy, problem, load };
}
