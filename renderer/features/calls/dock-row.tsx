import { Fragment, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSecond } from "#renderer/platform/clock.ts";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { duration } from "#renderer/platform/i18n/times.ts";
import { useObservable } from "#renderer/platform/observable.ts";
import { Action, IconAction } from "#renderer/ui/action.tsx";
import { ConfirmName } from "#renderer/ui/confirm-name.tsx";
import { IconEar, IconPhone, IconPhoneOff, IconUserShare, IconVideo } from "#renderer/ui/icons.ts";
import { ErrorNote } from "#renderer/ui/notes.tsx";
import { othersIn, supervisorsIn, waysOf } from "./call-words.ts";
import classes from "./calls.module.css";
import { ConsultDialog } from "./consult-dialog.tsx";
import { DockTools } from "./dock-tools.tsx";
import { RecordTools } from "./record-tools.tsx";
import { SoundTools } from "./sound-tools.tsx";
import { callCarrier } from "./start-calls.ts";
import { SuperviseTools } from "./supervise-tools.tsx";
import { type CallCommands, type MyCall, useCallCommands, useCarried } from "./use-calls.ts";
import { useFarRing } from "./use-far-ring.ts";

interface RowProps {
  readonly mine: MyCall;
  /** Its keys are the window's: the first call's. */
  readonly hasKeys: boolean;
  readonly onOpen: (conversationId: string) => void;
  /** Tools from elsewhere, for those who take part. */
  readonly children: ReactNode;
}

/** One call: who, how it stands, and what can be done with it. */
export function DockRow({ mine, hasKeys, onOpen, children }: RowProps) {
  const { t } = useTranslation();
  const { call, leg } = mine;
  const commands = useCallCommands(call);
  const carried = useCarried(call.id);
  const [asks, setAsks] = useState<"consult" | "end" | null>(null);
  const close = () => setAsks(null);
  const supervises = leg.party === "supervisor";
  useFarRing(mine);
  return (
    <div className={classes.row} data-call={call.id} data-state={call.state}>
      <Who mine={mine} onOpen={onOpen} />
      <Audience mine={mine} />
      <RecordTools mine={mine} commands={commands} />
      <ErrorNote text={commands.error} />
      {carried ? (
        <SoundTools mine={mine} carried={carried} hasKeys={hasKeys} />
      ) : (
        <Elsewhere callId={call.id} reason={commands.reason} />
      )}
      {supervises && carried ? (
        <SuperviseTools mine={mine} carried={carried} commands={commands} hasKeys={hasKeys} />
      ) : null}
      {supervises ? null : <DockTools mine={mine} commands={commands} onConsult={() => setAsks("consult")} />}
      {supervises ? null : children}
      <HangUp mine={mine} commands={commands} onAsk={() => setAsks("end")} />
      {asks === "consult" ? (
        <ConsultDialog hasCustomer={call.direction !== "internal"} commands={commands} onClose={close} />
      ) : null}
      {asks === "end" ? (
        <ConfirmName
          title={t("calls.end.title")}
          effects={[t("calls.end.effect", { names: names(mine) })]}
          action={t("calls.end.action")}
          onClose={close}
          onConfirm={() => {
            close();
            commands.end();
          }}
        />
      ) : null}
    </div>
  );
}

const names = ({ call, leg }: MyCall) =>
  othersIn(call, leg)
    .map(({ name }) => name)
    .join(", ");

/** The names of those on the line; whoever cannot hear one now is marked. */
function Names({ mine }: Pick<RowProps, "mine">) {
  const { t } = useTranslation();
  const others = othersIn(mine.call, mine.leg);
  if (others.length === 0) return t("calls.nobody");
  return others.map(({ id, name, place, state }, index) => (
    <Fragment key={id}>
      {index > 0 ? ", " : null}
      <bdi>{name}</bdi>
      {state === "joined" && place === "hold" ? (
        <span className={classes.held}> {t("calls.isHeld")}</span>
      ) : null}
      {state === "ringing" ? <span className={classes.held}> {t("calls.isRung")}</span> : null}
    </Fragment>
  ));
}

/** Who is on the line, how it stands and since when; it leads to the conversation. */
function Who({ mine, onOpen }: Pick<RowProps, "mine" | "onOpen">) {
  const { t } = useTranslation();
  const { call, leg } = mine;
  const { sync } = useDesk();
  useSecond();
  const { conversationId, medium, state, connectedAt } = call;
  const isComing = leg.state === "ringing";
  const says = isComing ? t("calls.state.connecting") : t(`calls.state.${state}`);
  const Icon = medium === "video" ? IconVideo : IconPhone;
  return (
    <div className={classes.who}>
      <Icon size={18} stroke={1.7} aria-hidden />
      <button
        type="button"
        className={classes.name}
        disabled={!conversationId || leg.party === "supervisor"}
        onClick={() => conversationId && onOpen(conversationId)}
      >
        <span className="one-line">
          <Names mine={mine} />
        </span>
      </button>
      <span className={classes.state} data-state={isComing ? "ringing" : state} role="status">
        {says}
      </span>
      {connectedAt ? (
        <time className="numbers quiet">{duration(sync.serverNow() - Date.parse(connectedAt))}</time>
      ) : null}
    </div>
  );
}

/** Supervisors who are with one, where the workspace lets that be known. */
function Audience({ mine: { call, leg } }: Pick<RowProps, "mine">) {
  const { t } = useTranslation();
  return supervisorsIn(call, leg).map(({ id, name, mode }) => (
    <span key={id} className={classes.audience} role="status">
      <IconEar size={14} stroke={1.8} aria-hidden />
      {t(`calls.with.${mode ?? "listen"}`, { name })}
    </span>
  ));
}

/** The sound of this call is at another window, or nowhere any more. */
function Elsewhere({ callId, reason }: { callId: string; reason: string | undefined }) {
  const { t } = useTranslation();
  const carrier = useObservable(callCarrier);
  return (
    <>
      <span className="quiet small">{t("calls.elsewhere")}</span>
      <Action variant="default" reason={reason} onClick={() => carrier?.takeOver(callId)}>
        {t("calls.takeOverHere")}
      </Action>
    </>
  );
}

interface HangUpProps {
  readonly mine: MyCall;
  readonly commands: CallCommands;
  readonly onAsk: () => void;
}

/** Ends it, leaves it, or leaves it to the colleague who is in it. */
function HangUp({ mine: { call, leg }, commands, onAsk }: HangUpProps) {
  const { t } = useTranslation();
  const ways = waysOf(call, leg);
  if (leg.party !== "agent")
    return (
      <Action color="#b4232c" reason={commands.reason} loading={commands.busy} onClick={commands.leave}>
        {t("calls.leave")}
      </Action>
    );
  return (
    <>
      {ways.handsOver ? (
        <Action
          variant="default"
          reason={commands.reason}
          leftSection={<IconUserShare size={15} stroke={1.7} />}
          onClick={commands.leave}
        >
          {t("calls.handOver", { name: ways.colleague?.name ?? "" })}
        </Action>
      ) : null}
      <IconAction
        label={t("calls.end.label")}
        reason={commands.reason}
        variant="filled"
        color="#b4232c"
        size={34}
        onClick={ways.endsForMany ? onAsk : commands.end}
      >
        <IconPhoneOff size={18} stroke={1.8} />
      </IconAction>
    </>
  );
}
