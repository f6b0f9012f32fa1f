import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { refusalOf } from "#renderer/platform/http/files.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import type { StoredFile } from "#shared/contract/files.ts";

/** A file on its way up. */
export interface Going {
  readonly id: string;
  readonly name: string;
  readonly share: number;
  readonly error: string | null;
}

export const maxFiles = 10;

/** Uploads with progress; what is up joins the draft, what failed says why and can be taken away. */
export function useAttachments(
  conversationId: string,
  attached: number,
  onStored: (file: StoredFile) => void,
) {
  const { t } = useTranslation();
  const { files } = useDesk();
  const [going, setGoing] = useState<readonly Going[]>([]);
  const cuts = useRef(new Map<string, AbortController>());
  useEffect(() => {
    const all = cuts.current;
    return () => {
      for (const cut of all.values()) cut.abort();
    };
  }, []);

  const change = (id: string, part: Partial<Going>) =>
    setGoing((all) => all.map((one) => (one.id === id ? { ...one, ...part } : one)));
  const drop = (id: string) => {
    cuts.current.get(id)?.abort();
    cuts.current.delete(id);
    setGoing((all) => all.filter((one) => one.id !== id));
  };

  async function upload(id: string, file: File) {
    const cut = new AbortController();
    cuts.current.set(id, cut);
    try {
      const onProgress = (share: number) => change(id, { share });
      onStored(await files.upload({ conversationId, file, onProgress, signal: cut.signal }));
      drop(id);
    } catch (error) {
      if (!cut.signal.aborted) change(id, { error: problemText(problemOf(error)) });
    }
  }

  function add(list: readonly File[]) {
    const room = maxFiles - attached - going.filter((one) => !one.error).length;
    const next = list.map((file, index) => {
      const refusal = refusalOf(file);
      const error = index >= room ? t("composer.tooManyFiles") : refusal ? problemText(refusal) : null;
      return { file, entry: { id: crypto.randomUUID(), name: file.name || "file", share: 0, error } };
    });
    setGoing((all) => [...all, ...next.map(({ entry }) => entry)]);
    for (const { file, entry } of next) if (!entry.error) void upload(entry.id, file);
  }

  return { going, add, drop, busy: going.some((one) => !one.error) };
}
