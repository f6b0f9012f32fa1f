import { useTranslation } from "react-i18next";
import { Notice } from "#renderer/ui/notes.tsx";
import { isBusy, type Transfer } from "./use-transfer.ts";

/** What one should know before the conversation is handed to whom was chosen. */
export function TransferWarning({ transfer }: { transfer: Transfer }) {
  const { t } = useTranslation();
  const { target, rule, medium } = transfer;
  if (!target || !rule) return null;
  if (target.kind === "queue") {
    const queue = transfer.queues.find(({ id }) => id === target.id);
    return queue && !queue.open ? <Notice>{t("working.transfer.closedHint")}</Notice> : null;
  }
  const person = transfer.people.find(({ id }) => id === target.id);
  if (!person) return null;
  const { seconds } = rule;
  if (isBusy(person, medium)) {
    const { name } = person;
    return (
      <Notice>
        {person.wrappingUp
          ? t("working.transfer.warnBusy", { name })
          : t("working.transfer.warnFull", { name, seconds })}
      </Notice>
    );
  }
  return (
    <span className="quiet small">
      {t(rule.bouncesBack ? "working.transfer.goesBack" : "working.transfer.goesQueue", { seconds })}
    </span>
  );
}
