import { Drawer } from "@mantine/core";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { exactTime } from "#renderer/platform/i18n/times.ts";
import { Fact, Facts } from "#renderer/ui/setup-form.tsx";
import type { Activity } from "#shared/contract/house.ts";
import classes from "./activity.module.css";
import { changesOf, type FieldChange } from "./changes.ts";
import { useWords } from "./use-words.ts";

interface EntrySheetProps {
  readonly entry: Activity | undefined;
  readonly onClose: () => void;
}

/** An entry beside the list: who, from where, and each field before and after. */
export function EntrySheet({ entry, onClose }: EntrySheetProps) {
  const { t } = useTranslation();
  return (
    <Drawer
      opened={entry !== undefined}
      onClose={onClose}
      position="right"
      size={520}
      title={entry ? t("house.activity.sheet", { seq: entry.seq }) : ""}
      closeButtonProps={{ "aria-label": t("app.cancel") }}
    >
      {entry ? <Sheet entry={entry} /> : null}
    </Drawer>
  );
}

function Sheet({ entry }: { entry: Activity }) {
  const { t } = useTranslation();
  const { actionLabel, kindLabel, roleWord } = useWords();
  const { actorName, actorRole, ipAddress, userAgent } = entry;
  const nothing = t("house.activity.nothing");
  return (
    <div className={classes.sheet}>
      <Facts>
        <Fact label={t("house.activity.what")}>{actionLabel(entry.action)}</Fact>
        <Fact label={t("house.activity.target")}>
          {entry.targetName} <span className="quiet small">{kindLabel(entry.targetKind)}</span>
        </Fact>
        <Fact label={t("house.activity.who")}>
          {actorName || t("house.activity.system")}
          {actorRole ? <span className="quiet small"> {roleWord(actorRole)}</span> : null}
        </Fact>
        <Fact label={t("house.activity.at")}>{exactTime(Date.parse(entry.at))}</Fact>
        <Fact label={t("house.activity.address")}>{ipAddress ?? nothing}</Fact>
        <Fact label={t("house.activity.device")}>{userAgent ?? nothing}</Fact>
      </Facts>
      <Changes entry={entry} />
    </div>
  );
}

function Changes({ entry: { action, before, after } }: { entry: Activity }) {
  const { t } = useTranslation();
  const { fieldLabel, valueWords } = useWords();
  const changes = changesOf(before, after);
  return (
    <section aria-label={t("house.activity.changes")}>
      <h3 className={classes.changesTitle}>{t("house.activity.changes")}</h3>
      {changes.length === 0 ? (
        <span className="quiet">{t("house.activity.noChanges")}</span>
      ) : (
        <table className={classes.changes}>
          <thead>
            <tr>
              <th scope="col">{t("house.activity.field")}</th>
              <th scope="col">{t("house.activity.before")}</th>
              <th scope="col">{t("house.activity.after")}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map((change) => (
              <tr key={change.field} data-kind={change.kind}>
                <th scope="row">{fieldLabel(action, change.field)}</th>
                <td>
                  <Value
                    value={change.before}
                    words={valueWords(action, change.field, change.before)}
                    side="before"
                    kind={change.kind}
                  />
                </td>
                <td>
                  <Value
                    value={change.after}
                    words={valueWords(action, change.field, change.after)}
                    side="after"
                    kind={change.kind}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

interface ValueProps {
  readonly value: unknown;
  /** The value in words, where it has any of its own. */
  readonly words: string | undefined;
  readonly side: "before" | "after";
  readonly kind: FieldChange["kind"];
}

/** Gone is struck through, new is underlined: not by colour alone. */
function Value({ value, words, side, kind }: ValueProps) {
  const { t } = useTranslation();
  const text = words ?? valueText(t, value);
  if (kind === "same" || value === undefined) return <span className="quiet">{text}</span>;
  return side === "before" ? (
    <del className={classes.was}>{text}</del>
  ) : (
    <ins className={classes.is}>{text}</ins>
  );
}

function valueText(t: TFunction, value: unknown): string {
  if (value === null || value === undefined) return t("house.activity.nothing");
  if (typeof value === "boolean") return t(value ? "house.activity.yes" : "house.activity.no");
  if (typeof value === "string") return value === "" ? t("house.activity.inQuotes", { text: "" }) : value;
  if (Array.isArray(value)) {
    if (value.length === 0) return t("house.activity.nothing");
    return value.map((one) => valueText(t, nameOf(one))).join(", ");
  }
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** A thing of a list by its name, if it has one. */
const nameOf = (one: unknown) =>
  typeof one === "object" && one !== null && "name" in one && typeof one.name === "string" ? one.name : one;
