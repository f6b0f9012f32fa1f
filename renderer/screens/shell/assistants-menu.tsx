import { Menu, Tooltip } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useCan, useDesk } from "#renderer/platform/desk-context.tsx";
import { IconExternalLink, IconMessageChatbot } from "#renderer/ui/icons.ts";
import classes from "./shell.module.css";

/** The ways out to Agentbot and to the virtual assistants: there when they are set up and the role has them. */
export function useOutside() {
  const { t } = useTranslation();
  const { me, os } = useDesk();
  const mayOpen = useCan("agentbot.open") && !me.needsSecondFactor;
  const mayChoose = useCan("assistants.choose") && !me.needsSecondFactor;
  const { agentbotUrl, assistants } = me.workspace;
  const link = (name: string, url: string) => ({ name, url, open: () => os.openExternal(url) });
  return {
    agentbot: mayOpen && agentbotUrl ? link(t("links.agentbot"), agentbotUrl) : undefined,
    assistants: mayChoose
      ? assistants.filter(({ url }) => url !== "").map(({ name, url }) => link(name, url))
      : [],
  };
}

/** One button in the rail for all of them; a single link needs no menu. */
export function AssistantsMenu() {
  const { t } = useTranslation();
  const { agentbot, assistants } = useOutside();
  if (!agentbot && assistants.length === 0) return null;
  const only = assistants.length === 0 ? agentbot : undefined;
  const label = only?.name ?? t("links.assistants");
  const button = (
    <button
      type="button"
      className={classes.area}
      aria-label={`${label}${only ? ` (${t("links.outside")})` : ""}`}
      onClick={only?.open}
    >
      <IconMessageChatbot size={21} stroke={1.6} />
    </button>
  );
  if (only)
    return (
      <Tooltip label={`${label} (${t("links.outside")})`} position="right">
        {button}
      </Tooltip>
    );
  return (
    <Menu position="right-end" withinPortal>
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        {agentbot ? (
          <>
            <Menu.Item rightSection={<IconExternalLink size={14} aria-hidden />} onClick={agentbot.open}>
              {agentbot.name}
            </Menu.Item>
            <Menu.Divider />
          </>
        ) : null}
        <Menu.Label>{t("links.choose")}</Menu.Label>
        {assistants.map(({ name, url, open }) => (
          <Menu.Item
            key={`${name} ${url}`}
            rightSection={<IconExternalLink size={14} aria-hidden />}
            onClick={open}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
