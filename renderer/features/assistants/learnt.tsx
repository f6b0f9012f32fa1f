import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "./assistants.module.css";

/** So many entries, and so many characters of each, are shown at first. */
const fewEntries = 8;
const fewCharacters = 240;

/** What an assistant has learnt, entry by entry; much of it is cut, and says so. */
export function Learnt({ data }: { data: Readonly<Record<string, string>> }) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const entries = Object.entries(data);
  if (entries.length === 0) return null;
  const isCut = entries.length > fewEntries || entries.some(([, value]) => value.length > fewCharacters);
  const cut = (value: string) =>
    all || value.length <= fewCharacters ? value : `${value.slice(0, fewCharacters).toWellFormed()}…`;
  return (
    <>
      <dl className={classes.data}>
        {(all ? entries : entries.slice(0, fewEntries)).map(([name, value]) => [
          <dt key={name}>{name}</dt>,
          <dd key={`${name} value`} dir="auto">
            {cut(value)}
          </dd>,
        ])}
      </dl>
      {isCut ? (
        <Button variant="default" size="compact-xs" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t("assistants.showLess") : t("assistants.showAll", { count: entries.length })}
        </Button>
      ) : null}
    </>
  );
}
