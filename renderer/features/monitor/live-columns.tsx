import { Button, Tooltip } from "@mantine/core";
import type { TFunction } from "i18next";
import { duration, exactTime } from "#renderer/platform/i18n/times.ts";
import { previewOf } from "#renderer/platform/preview.ts";
import type { DataColumn } from "#renderer/ui/data-table.tsx";
import { IconEye, IconMessageCircleBolt, IconPhone, IconVideo } from "#renderer/ui/icons.ts";
import type { Watched } from "#shared/contract/calls.ts";
import type { JoinCall, LiveActions } from "./join-call.ts";
import classes from "./monitor.module.css";

const mediumIcons = { chat: IconMessageCircleBolt, voice: IconPhone, video: IconVideo } as const;
const modes = ["listen", "whisper", "barge"] as const;

/** The columns of live conversations. */
export const liveColumns = (
  t: TFunction,
  actions: LiveActions,
  serverNow: () => number,
): DataColumn<Watched>[] => [
  {
    id: "customer",
    header: t("calls.monitor.customer"),
    width: 170,
    always: true,
    value: ({ customerName }) => customerName,
    cell: ({ customerName }) => <bdi className="one-line">{customerName}</bdi>,
  },
  {
    id: "medium",
    header: t("calls.monitor.medium"),
    width: 100,
    value: ({ medium }) => medium,
    cell: ({ medium }) => <Medium medium={medium} says={t(`calls.monitor.medium_${medium}`)} />,
  },
  {
    id: "state",
    header: t("calls.monitor.state"),
    width: 150,
    value: ({ state, call }) => call?.state ?? state,
    cell: ({ state, call }) => t(call ? `calls.state.${call.state}` : `calls.monitor.state_${state}`),
  },
  {
    id: "agent",
    header: t("calls.monitor.agent"),
    width: 140,
    value: ({ agent }) => agent?.name ?? "",
    cell: ({ agent }) => (agent ? agent.name : <span className="quiet">–</span>),
  },
  {
    id: "queue",
    header: t("calls.monitor.queue"),
    width: 110,
    value: ({ queue }) => queue.name,
    cell: ({ queue }) => queue.name,
  },
  {
    id: "since",
    header: t("calls.monitor.since"),
    width: 80,
    align: "end",
    value: ({ since }) => Date.parse(since),
    cell: ({ since }) => (
      <time className="numbers" title={exactTime(Date.parse(since))}>
        {duration(serverNow() - Date.parse(since))}
      </time>
    ),
  },
  {
    id: "last",
    header: t("calls.monitor.last"),
    cell: ({ lastMessage }) => (
      <span className="one-line quiet" dir="auto">
        {previewOf(lastMessage, 90)}
      </span>
    ),
  },
  {
    id: "join",
    header: t("calls.monitor.come"),
    width: 300,
    always: true,
    cell: (row) => (
      <span className={classes.come}>
        <Join row={row} t={t} joining={actions.joining} />
        <Watch row={row} t={t} actions={actions} />
      </span>
    ),
  },
];

function Medium({ medium, says }: { medium: Watched["medium"]; says: string }) {
  const Icon = mediumIcons[medium];
  return (
    <span className={classes.medium}>
      <Icon size={15} stroke={1.7} aria-hidden />
      {says}
    </span>
  );
}

/** Why one cannot come to this call; undefined when one can. */
function hindrance(t: TFunction, { call, mayJoin }: Watched, joining: JoinCall): string | undefined {
  if (!mayJoin) return t("calls.monitor.mayNot");
  const isThere = call?.legs.some(({ party, state }) => party === "agent" && state === "joined");
  return isThere ? joining.reason : t("calls.monitor.notYet");
}

function Join({ row, t, joining }: { row: Watched; t: TFunction; joining: JoinCall }) {
  const { call } = row;
  if (!call) return null;
  if (call.id === joining.current) return <span className={classes.here}>{t("calls.monitor.isHere")}</span>;
  const reason = hindrance(t, row, joining);
  return (
    <Button.Group aria-label={t("calls.supervise.label")}>
      {modes.map((mode) => (
        <Tooltip key={mode} label={reason} disabled={!reason} multiline maw={280}>
          <Button
            size="compact-xs"
            variant="default"
            loading={joining.busy}
            {...(reason && { "aria-disabled": true, "data-disabled": true })}
            onClick={(event) => (reason ? event.preventDefault() : joining.join(call.id, mode))}
          >
            {t(`calls.supervise.${mode}`)}
          </Button>
        </Tooltip>
      ))}
    </Button.Group>
  );
}

/** What is written is read, and whispered into; a call is heard. */
function Watch({ row, t, actions }: { row: Watched; t: TFunction; actions: LiveActions }) {
  const { agent, medium, customerName } = row;
  if (!agent || agent.id === actions.myId || medium === "voice") return null;
  return (
    <Button
      size="compact-xs"
      variant="default"
      leftSection={<IconEye size={14} stroke={1.7} />}
      aria-label={t("watching.openOf", { name: customerName })}
      onClick={() => actions.watch(row)}
    >
      {t("watching.open")}
    </Button>
  );
}
