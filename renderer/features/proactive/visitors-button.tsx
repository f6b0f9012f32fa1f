import { Button, Drawer } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCan, useDesk } from "#renderer/platform/desk-context.tsx";
import { IconWorld } from "#renderer/ui/icons.ts";
import type { Conversation } from "#shared/contract/conversations.ts";
import { EarlierCustomers } from "./earlier-customers.tsx";
import classes from "./proactive.module.css";
import { VisitList } from "./visit-list.tsx";
import { type Addressee, WriteFirst } from "./write-first.tsx";

interface VisitorsProps {
  readonly onOpen: (conversationId: string) => void;
  /** A conversation that was begun here. */
  readonly onBegun: (conversation: Conversation) => void;
}

const closedMs = 30_000;
const openMs = 5_000;

/** Below the lists: how many are on the site now; a click shows them. Only for who may write first. */
export function VisitorsButton(props: VisitorsProps) {
  return useCan("conversation.proactive") ? <Visitors {...props} /> : null;
}

function Visitors({ onOpen, onBegun }: VisitorsProps) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const [shown, setShown] = useState(false);
  const [to, setTo] = useState<Addressee>();
  const query = useQuery({
    ...api.visits.list.queryOptions(),
    staleTime: 0,
    refetchInterval: shown ? openMs : closedMs,
  });
  const visits = query.data?.visits ?? [];
  return (
    <>
      <Button
        className={classes.button}
        variant="subtle"
        justify="flex-start"
        leftSection={<IconWorld size={15} aria-hidden />}
        onClick={() => setShown(true)}
      >
        {query.data?.shown ? t("proactive.visitorsNow", { count: visits.length }) : t("proactive.visitors")}
      </Button>
      <Drawer
        opened={shown}
        onClose={() => setShown(false)}
        title={t("proactive.visitors")}
        closeButtonProps={{ "aria-label": t("proactive.close") }}
        size={460}
      >
        <VisitList
          shown={query.data?.shown ?? true}
          visits={visits}
          onWrite={setTo}
          onOpen={(id) => {
            setShown(false);
            onOpen(id);
          }}
        />
        <EarlierCustomers onWrite={setTo} />
      </Drawer>
      {to ? (
        <WriteFirst
          to={to}
          onClose={() => setTo(undefined)}
          onBegun={(conversation) => {
            setTo(undefined);
            setShown(false);
            onBegun(conversation);
          }}
        />
      ) : null}
    </>
  );
}
