import { useTranslation } from "react-i18next";
import { Dot } from "#renderer/ui/signs.tsx";
import type { UserState } from "#shared/contract/users.ts";
import classes from "./users.module.css";

const looks = {
  active: { tone: "green", shape: "full" },
  invited: { tone: "amber", shape: "hollow" },
  blocked: { tone: "red", shape: "bar" },
  archived: { tone: "grey", shape: "hollow" },
} as const;

/** How an account stands: a mark and its word. */
export function StateMark({ state }: { state: UserState }) {
  const { t } = useTranslation();
  return (
    <span className={classes.state}>
      <Dot {...looks[state]} />
      {t(`people.state_${state}`)}
    </span>
  );
}
