/** @jsxImportSource preact */
import { useEffect, useRef, useState } from "preact/hooks";
import type { StoredFile } from "#shared/contract/files.ts";
import { Icon } from "./icons.tsx";
import { useSpeech } from "./use-source.ts";

type Load = (fileId: string) => Promise<Blob>;

/** Images are shown; everything else is offered for download. The token travels in a header, never in an address. */
export const Attachment = ({ file, load }: { file: StoredFile; load: Load }) =>
  file.isImage ? <Picture file={file} load={load} /> : <Download file={file} load={load} />;

function Picture({ file, load }: { file: StoredFile; load: Load }) {
  const { say } = useSpeech();
  const [source, setSource] = useState("");
  const [broken, setBroken] = useState(false);
  const large = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    let url = "";
    let gone = false;
    load(file.id).then(
      (blob) => {
        if (gone) return;
        url = URL.createObjectURL(blob);
        setSource(url);
      },
      () => setBroken(true),
    );
    return () => {
      gone = true;
      if (url) URL.revokeObjectURL(url);
    };
  }, [file.id, load]);
  if (broken) return <Download file={file} load={load} />;
  const { width, height, name } = file;
  const ratio = width && height ? `${width} / ${height}` : "4 / 3";
  return (
    <>
      <button type="button" class="picture" onClick={() => source && large.current?.showModal()}>
        {source ? (
          <img src={source} alt={say("image", { name })} style={{ aspectRatio: ratio }} />
        ) : (
          <span class="pulse" style={{ aspectRatio: ratio }} />
        )}
      </button>
      <dialog
        ref={large}
        class="large"
        aria-label={name}
        onClick={() => large.current?.close()}
        onKeyDown={quiet}
      >
        {source && <img src={source} alt={say("image", { name })} />}
      </dialog>
    </>
  );
}

/** Escape closes the picture, not the chat. */
const quiet = (event: KeyboardEvent) => event.key === "Escape" && event.stopPropagation();

function Download({ file, load }: { file: StoredFile; load: Load }) {
  const { say } = useSpeech();
  const [state, setState] = useState<"idle" | "busy" | "failed">("idle");
  const fetchIt = async () => {
    setState("busy");
    try {
      const url = URL.createObjectURL(await load(file.id));
      const link = document.createElement("a");
      link.href = url;
      link.download = file.name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(url), 30_000);
      setState("idle");
    } catch {
      setState("failed");
    }
  };
  return (
    <button type="button" class="file" aria-label={say("download", { name: file.name })} onClick={fetchIt}>
      <Icon name={state === "failed" ? "alert" : "file"} />
      <span>
        <bdi class="name">{file.name}</bdi>
        <small>{state === "failed" ? say("tryAgain") : sizeOf(file.size)}</small>
      </span>
    </button>
  );
}

export const sizeOf = (bytes: number): string =>
  bytes < 1_024 * 1_024
    ? `${Math.max(1, Math.round(bytes / 1_024))} kB`
    : `${(bytes / 1_024 / 1_024).toFixed(1)} MB`;
