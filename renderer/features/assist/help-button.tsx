import { Button, Popover } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCan } from "#renderer/platform/desk-context.tsx";
import { useKeys } from "#renderer/platform/keyboard.ts";
import { IconLifebuoy } from "#renderer/ui/icons.ts";
import { Empty, ErrorNote } from "#renderer/ui/notes.tsx";
import classes from "./assist.module.css";
import { HelpRow } from "./help-row.tsx";
import { useHelp } from "./use-help.ts";

/** In the top bar of those who help: how many ask, and the list. */
export function HelpButton({ onOpen }: { onOpen: (conversationId: string) => void }) {
  return useCan("conversation.assist") ? <List onOpen={onOpen} /> : null;
}

function List({ onOpen }: { onOpen: (conversationId: string) => void }) {
  const { t } = useTranslation();
  const help = useHelp();
  const [shown, setShown] = useState(false);
  const { requests } = help;
  const open = requests.filter(({ state }) => state === "open").length;
  useKeys({ "Alt+h": () => setShown(!shown) });
  const go = (conversationId: string) => {
    setShown(false);
    onOpen(conversationId);
  };
  return (
    <Popover
      opened={shown}
      onChange={setShown}
      position="bottom-end"
      width={380}
      trapFocus
      returnFocus
      shadow="md"
      // The button is named by how many ask, the list by what it is.
      withRoles={false}
    >
      <Popover.Target>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          {...(open > 0 && { className: classes.asked })}
          leftSection={<IconLifebuoy size={15} stroke={1.7} aria-hidden />}
          aria-label={t("working.help.button", { count: open })}
          aria-keyshortcuts="Alt+H"
          title={t("working.help.list")}
          onClick={() => setShown(!shown)}
        >
          <span className="numbers">{open}</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={0} role="dialog" aria-label={t("working.help.list")}>
        <h2 className={classes.title}>{t("working.help.list")}</h2>
        <ErrorNote text={help.error} />
        {requests.length === 0 ? (
          <Empty title={t("working.help.none")} hint={t("working.help.noneHint")} />
        ) : (
          <ul className={classes.list}>
            {requests.map((request) => (
              <HelpRow key={request.id} request={request} help={help} onOpen={go} />
            ))}
          </ul>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
