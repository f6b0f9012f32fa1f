import { Button, FileButton } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { saveText } from "#renderer/platform/save-file.ts";
import { Action } from "#renderer/ui/action.tsx";
import { IconCheck, IconDownload, IconFileUpload } from "#renderer/ui/icons.ts";
import { ErrorNote, Notice } from "#renderer/ui/notes.tsx";
import type { InvitedLink } from "./invite-links.tsx";
import { type CsvAnswer, type InviteRow, readCsv, template } from "./read-csv.ts";
import { type JudgedRow, useGivableRoles, useInvite, useProblemWords } from "./use-invite.ts";
import classes from "./users.module.css";

const mostBytes = 2_000_000;

interface InviteCsvProps {
  readonly onDone: (links: readonly InvitedLink[]) => void;
  readonly onCancel: () => void;
}

/** Invites the people of a CSV: first it is shown what would happen to each line, then it is sent. */
export function InviteCsv({ onDone, onCancel }: InviteCsvProps) {
  const { t } = useTranslation();
  const invite = useInvite(onDone);
  const roles = useGivableRoles();
  const [fileName, setFileName] = useState<string>();
  const [answer, setAnswer] = useState<CsvAnswer>();
  const rows = answer?.ok ? answer.rows : [];
  const { judged } = invite;
  const good = judged ? rows.filter((_, index) => judged[index]?.problems.length === 0) : [];

  async function read(file: File | null) {
    if (!file) return;
    invite.forget();
    setFileName(file.name);
    const next: CsvAnswer =
      file.size > mostBytes ? { ok: false, problem: "too_many" } : readCsv(await file.text());
    setAnswer(next);
    if (next.ok) invite.check(next.rows);
  }

  return (
    <div className={classes.dialog}>
      <p className="quiet small">{t("invite.csvLead", { roles: roles.map(({ key }) => key).join(", ") })}</p>
      <div className={classes.selection}>
        <FileButton accept=".csv,text/csv" onChange={(file) => void read(file)}>
          {(props) => (
            <Button {...props} variant="default" leftSection={<IconFileUpload size={15} aria-hidden />}>
              {fileName ? t("invite.otherFile") : t("invite.chooseFile")}
            </Button>
          )}
        </FileButton>
        <Button
          variant="subtle"
          leftSection={<IconDownload size={15} aria-hidden />}
          onClick={() => saveText("invitations.csv", template)}
        >
          {t("invite.template")}
        </Button>
        {fileName ? <span className="quiet small one-line">{fileName}</span> : null}
      </div>
      {answer && !answer.ok ? (
        <ErrorNote text={t(`invite.csv_${answer.problem}`, { line: answer.line ?? 0 })} />
      ) : null}
      {judged && good.length < rows.length ? (
        <Notice>{t("invite.someWrong", { count: rows.length - good.length })}</Notice>
      ) : null}
      {rows.length > 0 ? <Lines rows={rows} judged={judged} /> : null}
      <ErrorNote text={invite.error} />
      <div className={classes.dialogFoot}>
        <Button variant="default" onClick={onCancel}>
          {t("app.cancel")}
        </Button>
        <Action
          loading={invite.checking || invite.sending}
          reason={good.length === 0 ? t("invite.nothingToSend") : undefined}
          onClick={() => invite.send(good)}
        >
          {t("invite.send", { count: good.length })}
        </Action>
      </div>
    </div>
  );
}

interface LinesProps {
  readonly rows: readonly InviteRow[];
  readonly judged: readonly JudgedRow[] | undefined;
}

function Lines({ rows, judged }: LinesProps) {
  const { t } = useTranslation();
  const words = useProblemWords();
  return (
    <div className={classes.previewFrame}>
      <table className={classes.preview} aria-label={t("invite.lines")}>
        <thead>
          <tr>
            {(["line", "email", "name", "role", "result"] as const).map((column) => (
              <th key={column} scope="col">
                {column === "line" || column === "result" ? t(`invite.${column}`) : t(`people.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line of a file is known by its place.
            <tr key={index}>
              <td className="numbers">{index + 2}</td>
              <td>{row.email}</td>
              <td>{row.name}</td>
              <td>{row.role}</td>
              <td>
                <Result judged={judged?.[index]} words={words} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface ResultProps {
  readonly judged: JudgedRow | undefined;
  readonly words: ReturnType<typeof useProblemWords>;
}

function Result({ judged, words }: ResultProps) {
  const { t } = useTranslation();
  if (!judged) return <span className="quiet">…</span>;
  if (judged.problems.length === 0) {
    return (
      <span className={classes.good}>
        <IconCheck size={14} aria-hidden /> {t("invite.ready")}
      </span>
    );
  }
  return judged.problems.map((one) => (
    <span key={`${one.field}${one.problem}`} className={classes.problem}>
      {words(one)}
    </span>
  ));
}
