import { Menu, Tooltip } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { chooseAssistant, useSeesAssistants } from "#renderer/features/assistants/index.ts";
import { useCan, useDesk } from "#renderer/platform/desk-context.tsx";
import { IconExternalLink, IconMessageChatbot } from "#renderer/ui/icons.ts";
import classes from "./shell.module.css";

/** A way to Agentbot, or to a virtual assistant. */
interface Way {
  readonly id: string;
  readonly name: string;
  /** Opens in the browser, not here. */
  readonly outside: boolean;
  readonly open: () => void;
}

/**
 * The ways to Agentbot and to the virtual assistants of Setup, where the role has them. An assistant is looked after
 * at its own address; without one, whoever sees its conversations comes to these.
 */
export function useAssistantWays(): { readonly agentbot: Way | undefined; readonly assistants: Way[] } {
  const { t } = useTranslation();
  const { me, os } = useDesk();
  const navigate = useNavigate();
  const mayOpen = useCan("agentbot.open") && !me.needsSecondFactor;
  const mayChoose = useCan("assistants.choose") && !me.needsSecondFactor;
  const sees = useSeesAssistants();
  const { agentbotUrl, assistants } = me.workspace;
  const out = (id: string, name: string, url: string): Way => ({
    id,
    name,
    outside: true,
    open: () => os.openExternal(url),
  });
  const within = (id: string, name: string): Way => ({
    id,
    name,
    outside: false,
    open() {
      chooseAssistant(id);
      void navigate({ to: "/workspace" });
    },
  });
  return {
    agentbot: mayOpen && agentbotUrl ? out("agentbot", t("links.agentbot"), agentbotUrl) : undefined,
    assistants: mayChoose
      ? assistants.flatMap(({ id, name, link }) =>
          link ? [out(id, name, link)] : sees ? [within(id, name)] : [],
        )
      : [],
  };
}

/** One button in the rail for all of them; a single link needs no menu. */
export function AssistantsMenu() {
  const { t } = useTranslation();
  const { agentbot, assistants } = useAssistantWays();
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
            <WayItem way={agentbot} />
            <Menu.Divider />
          </>
        ) : null}
        <Menu.Label>{t("links.choose")}</Menu.Label>
        {assistants.map((way) => (
          <WayItem key={way.id} way={way} />
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

const WayItem = ({ way: { name, outside, open } }: { way: Way }) => (
  <Menu.Item rightSection={outside ? <IconExternalLink size={14} aria-hidden /> : null} onClick={open}>
    <bdi>{name}</bdi>
  </Menu.Item>
);
