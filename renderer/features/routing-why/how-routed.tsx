import { Button, Drawer } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { useKeys } from "#renderer/platform/keyboard.ts";
import { Loaded } from "#renderer/platform/loaded.tsx";
import { IconRoute } from "#renderer/ui/icons.ts";
import { Kbd } from "#renderer/ui/kbd.tsx";
import { Empty } from "#renderer/ui/notes.tsx";
import type { Conversation } from "#shared/contract/conversations.ts";
import type { HowRouted as Answer } from "#shared/contract/routing.ts";
import { closeHowRouted, offerHowRouted, openHowRouted, useHowRouted } from "./open-why.ts";
import { wayOf } from "./way.ts";
import { WayEvent } from "./way-event.tsx";
import { WayRound } from "./way-round.tsx";
import classes from "./why.module.css";

/** Opens "How it was routed" from beside the conversation. */
export function HowRoutedButton() {
  const { t } = useTranslation();
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      justify="flex-start"
      leftSection={<IconRoute size={15} stroke={1.7} />}
      rightSection={<Kbd keys="W" />}
      onClick={openHowRouted}
    >
      {t("howRouted.title")}
    </Button>
  );
}

/** "How it was routed" for the open conversation: by its key, from beside it, or from the palette. */
export function HowRouted({ conversation }: { conversation: Conversation }) {
  const { id } = conversation;
  const { open } = useHowRouted();
  useEffect(() => offerHowRouted(id), [id]);
  useKeys({ w: openHowRouted });
  return open === id ? <Panel conversation={conversation} /> : null;
}

function Panel({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const { id, version, state } = conversation;
  const options = api.routing.how.queryOptions({ input: { conversationId: id } });
  const query = useQuery({
    ...options,
    queryKey: [...options.queryKey, version] as unknown as typeof options.queryKey,
    staleTime: 0,
    // While it waits, offers come and go without its record changing.
    refetchInterval: state === "waiting" ? 3_000 : false,
    placeholderData: (before) => before,
  });
  return (
    <Drawer
      opened
      position="right"
      size={460}
      onClose={closeHowRouted}
      title={t("howRouted.title")}
      closeButtonProps={{ "aria-label": t("app.cancel") }}
    >
      <Loaded query={query}>{(data) => <Sheet way={data as Answer} />}</Loaded>
    </Drawer>
  );
}

function Sheet({ way: { steps, more } }: { way: Answer }) {
  const { t } = useTranslation();
  if (steps.length === 0) return <Empty title={t("howRouted.empty")} hint={t("howRouted.emptyHint")} />;
  return (
    <div className={classes.sheet}>
      <p className="quiet small">{t("howRouted.lead")}</p>
      {more ? <p className="quiet small">{t("howRouted.more")}</p> : null}
      <ol className={classes.way} aria-label={t("howRouted.list")}>
        {wayOf(steps).map((one, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps are only ever added behind; two may be of one moment.
          <li key={index} className={classes.step}>
            {one.kind === "event" ? <WayEvent step={one.step} /> : <WayRound offers={one.offers} />}
          </li>
        ))}
      </ol>
    </div>
  );
}
