import { useTranslation } from "react-i18next";
import { capacityFields } from "#renderer/platform/people/account-draft.ts";
import { Notice } from "#renderer/ui/notes.tsx";
import classes from "./users.module.css";

/** What a mass edit would do to one person. */
export interface PreviewRow {
  readonly userId: string;
  readonly name: string;
  readonly refused: string | null;
  readonly changes: readonly { readonly field: string; readonly before: string; readonly after: string }[];
}

/** Person by person: what is there, and what would be. Those to whom nothing is done stand with the reason. */
export function MassEditPreview({ rows }: { rows: readonly PreviewRow[] }) {
  const { t } = useTranslation();
  const refused = rows.filter((row) => row.refused !== null).length;
  const shown = (field: string, value: string) => {
    if (field === "notify") return value === "true" ? t("people.yes") : t("people.no");
    if (value === "" && capacityFields.some(([one]) => one === field)) return t("people.asUsual");
    return value || "–";
  };
  return (
    <>
      {refused > 0 ? <Notice>{t("massEdit.someRefused", { count: refused })}</Notice> : null}
      <div className={classes.previewFrame}>
        <table className={classes.preview} aria-label={t("massEdit.preview")}>
          <thead>
            <tr>
              <th scope="col">{t("people.name")}</th>
              <th scope="col">{t("massEdit.field")}</th>
              <th scope="col">{t("massEdit.before")}</th>
              <th scope="col">{t("massEdit.after")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.flatMap((row) =>
              row.changes.length === 0
                ? [
                    <tr key={row.userId}>
                      <td>{row.name || t("massEdit.unknown")}</td>
                      <td colSpan={3}>
                        <span className={row.refused ? classes.problem : "quiet"}>
                          {row.refused
                            ? t(`massEdit.refused_${row.refused as "self"}`, { defaultValue: row.refused })
                            : t("massEdit.same")}
                        </span>
                      </td>
                    </tr>,
                  ]
                : row.changes.map(({ field, before, after }, index) => (
                    <tr key={`${row.userId}-${field}`}>
                      <td>{index === 0 ? row.name : ""}</td>
                      <td>{t(`people.${field as "skills"}`, { defaultValue: field })}</td>
                      <td>{shown(field, before)}</td>
                      <td>
                        <b>{shown(field, after)}</b>
                      </td>
                    </tr>
                  )),
            )}
          </tbody>
        </table>
      </div>
    </>
  );
}
