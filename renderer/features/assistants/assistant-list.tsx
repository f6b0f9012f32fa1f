import { Button, Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useCan } from "#renderer/platform/desk-context.tsx";
import { previewOf } from "#renderer/platform/preview.ts";
import { Avatar } from "#renderer/ui/avatar.tsx";
import { chooseAssistant } from "./chosen-assistant.ts";
import classes from "./list.module.css";
import { useWithAssistants } from "./use-with-assistants.ts";

interface AssistantListProps {
  readonly openId: string | undefined;
  readonly onOpen: (conversationId: string) => void;
}

/** What virtual assistants answer now; of several, one may be chosen. Nothing while there is nothing to see. */
export function AssistantList({ openId, onOpen }: AssistantListProps) {
  const { t } = useTranslation();
  const { assistants, chosen, conversations, any } = useWithAssistants();
  const mayChoose = useCan("assistants.choose") && assistants.length > 1;
  if (!any && chosen === null) return null;
  return (
    <section className={classes.section} aria-label={t("assistants.list")} data-lists>
      <div className={classes.head}>
        <h2>{t("assistants.list")}</h2>
        <span className={`${classes.count} numbers`}>{conversations.length}</span>
        {mayChoose ? (
          <Select
            size="xs"
            className={classes.which}
            aria-label={t("assistants.listWhich")}
            allowDeselect={false}
            data={[
              { value: "", label: t("assistants.listAll") },
              ...assistants.map(({ id, name }) => ({ value: id as string, label: name })),
            ]}
            value={chosen ?? ""}
            onChange={(next) => chooseAssistant(next || null)}
          />
        ) : null}
      </div>
      {conversations.length === 0 ? (
        <div className={classes.none}>
          <span>{t("assistants.listNone")}</span>
          <Button size="compact-xs" variant="default" onClick={() => chooseAssistant(null)}>
            {t("assistants.listShowAll")}
          </Button>
        </div>
      ) : null}
      <ul className={classes.rows}>
        {conversations.map((one) => (
          <li key={one.id}>
            <button
              type="button"
              className={classes.row}
              data-conversation={one.id}
              aria-current={one.id === openId ? "true" : undefined}
              onClick={() => onOpen(one.id)}
            >
              <Avatar name={one.customer.name} size={28} />
              <span className={classes.text}>
                <bdi className="one-line">{one.customer.name}</bdi>
                <span className={`${classes.last} one-line`} dir="auto">
                  {previewOf(one.lastMessage?.preview)}
                </span>
              </span>
              <span className={`${classes.by} one-line`}>{one.assistant?.name}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
