import { Button, FileButton } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Avatar } from "#renderer/ui/avatar.tsx";
import { IconCamera, IconTrash } from "#renderer/ui/icons.ts";
import { ErrorNote } from "#renderer/ui/notes.tsx";
import { problemOf } from "../http/errors.ts";
import { problemText } from "../i18n/index.ts";
import classes from "./people.module.css";
import { PersonAvatar, useBlobUrl } from "./person-avatar.tsx";

const mostBytes = 5 * 1024 * 1024;
const kinds = "image/png,image/jpeg,image/webp";

interface PhotoEditorProps {
  readonly person: { readonly id: string; readonly name: string; readonly photo: string | null };
  readonly mayEdit: boolean;
  readonly onSet: (photo: File) => Promise<unknown>;
  readonly onRemove: () => Promise<unknown>;
}

/** Somebody's photo: choose a file, look at it, then save it; or take the photo away. */
export function PhotoEditor({ person, mayEdit, onSet, onRemove }: PhotoEditorProps) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<File>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const preview = useBlobUrl(chosen);

  function choose(file: File | null) {
    const wrong = file && (file.size > mostBytes || !kinds.split(",").includes(file.type));
    setError(wrong ? problemText("photo.invalid") : undefined);
    setChosen(wrong || !file ? undefined : file);
  }
  async function run(command: () => Promise<unknown>) {
    setBusy(true);
    setError(undefined);
    try {
      await command();
      setChosen(undefined);
    } catch (failure) {
      setError(problemText(problemOf(failure)));
    } finally {
      setBusy(false);
    }
  }

  return (
    <div className={classes.photo}>
      {preview ? (
        <Avatar name={person.name} size={64} photo={preview} />
      ) : (
        <PersonAvatar person={person} size={64} />
      )}
      {mayEdit ? (
        <div className={classes.photoText}>
          {chosen ? (
            <div className={classes.photoButtons}>
              <Button loading={busy} onClick={() => void run(() => onSet(chosen))}>
                {t("people.photoSave")}
              </Button>
              <Button variant="default" disabled={busy} onClick={() => choose(null)}>
                {t("app.cancel")}
              </Button>
            </div>
          ) : (
            <div className={classes.photoButtons}>
              <FileButton accept={kinds} onChange={choose}>
                {(props) => (
                  <Button {...props} variant="default" leftSection={<IconCamera size={15} aria-hidden />}>
                    {person.photo ? t("people.photoChange") : t("people.photoChoose")}
                  </Button>
                )}
              </FileButton>
              {person.photo ? (
                <Button
                  variant="default"
                  loading={busy}
                  leftSection={<IconTrash size={15} aria-hidden />}
                  onClick={() => void run(onRemove)}
                >
                  {t("people.photoRemove")}
                </Button>
              ) : null}
            </div>
          )}
          <span className="quiet small">{chosen ? t("people.photoPreview") : t("people.photoHint")}</span>
          <ErrorNote text={error} />
        </div>
      ) : null}
    </div>
  );
}
