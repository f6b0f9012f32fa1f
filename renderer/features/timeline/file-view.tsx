import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { IconDownload, IconFile, IconPhotoOff } from "#renderer/ui/icons.ts";
import type { StoredFile } from "#shared/contract/files.ts";
import { shownName } from "./file-names.ts";
import classes from "./message.module.css";

const bytes = (size: number) =>
  size < 1024
    ? `${size} B`
    : size < 1_048_576
      ? `${Math.round(size / 1024)} kB`
      : `${(size / 1_048_576).toFixed(1)} MB`;

/** A file of a message: images are shown, everything else is offered for download. */
export const FileView = ({ file }: { file: StoredFile }) =>
  file.isImage ? <ImageView file={file} /> : <Download file={file} />;

const boxOf = ({ width, height }: StoredFile) => {
  const share = width && height ? Math.min(280 / width, 220 / height, 1) : 1;
  return { width: Math.round((width ?? 280) * share), height: Math.round((height ?? 160) * share) };
};

function ImageView({ file }: { file: StoredFile }) {
  const { t } = useTranslation();
  const { files } = useDesk();
  const [url, setUrl] = useState<string>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let gone = false;
    let made: string | undefined;
    files.blob(file.id).then(
      (blob) => {
        if (gone) return;
        made = URL.createObjectURL(blob);
        setUrl(made);
      },
      () => !gone && setFailed(true),
    );
    return () => {
      gone = true;
      if (made) URL.revokeObjectURL(made);
    };
  }, [files, file.id]);
  const name = shownName(file.name);
  const box = boxOf(file);
  return (
    <figure className={classes.image} style={{ width: box.width }}>
      <div className={classes.imageBox} style={{ height: box.height }}>
        {failed ? <IconPhotoOff size={22} aria-label={t("timeline.downloadFailed")} /> : null}
        {url ? (
          <img src={url} width={box.width} height={box.height} alt={t("timeline.image", { name })} />
        ) : null}
      </div>
      <Download file={file} />
    </figure>
  );
}

function Download({ file }: { file: StoredFile }) {
  const { t } = useTranslation();
  const { files } = useDesk();
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const name = shownName(file.name);

  async function download() {
    setBusy(true);
    setError(undefined);
    try {
      const url = URL.createObjectURL(await files.blob(file.id));
      const link = document.createElement("a");
      link.href = url;
      link.download = name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(url), 30_000);
    } catch (failure) {
      setError(problemText(problemOf(failure)));
    } finally {
      setBusy(false);
    }
  }

  return (
    <>
      <button
        type="button"
        className={classes.file}
        disabled={busy}
        aria-label={t("timeline.download", { name })}
        onClick={() => void download()}
      >
        <IconFile size={16} stroke={1.7} aria-hidden />
        <bdi className="one-line">{name}</bdi>
        <span className={`${classes.fileSize} numbers`}>{bytes(file.size)}</span>
        <IconDownload size={14} aria-hidden />
      </button>
      {error ? (
        <span className={classes.fileError} role="alert">
          {error}
        </span>
      ) : null}
    </>
  );
}
