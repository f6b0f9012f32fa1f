import { useTranslation } from "react-i18next";
import { IconCheck } from "#renderer/ui/icons.ts";
import classes from "./choices.module.css";

interface ChoicesProps {
  readonly choices: readonly string[];
  /** The one that the customer took. */
  readonly chosen: string | null;
}

/** What an assistant offered with a message, as the customer saw it: buttons once, of which nothing is to press here. */
export function Choices({ choices, chosen }: ChoicesProps) {
  const { t } = useTranslation();
  return (
    <ul className={classes.choices} aria-label={t("assistants.offered")}>
      {choices.map((choice) => (
        <li key={choice} className={classes.choice} data-chosen={choice === chosen || undefined} dir="auto">
          {choice === chosen ? <IconCheck size={13} stroke={2} aria-hidden /> : null}
          {choice}
          {choice === chosen ? <span className="hidden-text"> ({t("assistants.chosen")})</span> : null}
        </li>
      ))}
    </ul>
  );
}
