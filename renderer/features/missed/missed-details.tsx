import { Anchor, Button, Textarea } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "#renderer/platform/desk-context.tsx";
import { shortMoment } from "#renderer/platform/i18n/times.ts";
import { Action } from "#renderer/ui/action.tsx";
import { type MissedItem, undoSeconds } from "#shared/contract/missed.ts";
import classes from "./missed.module.css";
import { useMissedChange } from "./use-missed.ts";

interface MissedDetailsProps {
  readonly item: MissedItem;
  readonly onOpen: (conversationId: string) => void;
}

/** One who was missed: what he wrote, how he is reached, and what is done about it. */
export function MissedDetails({ item, onOpen }: MissedDetailsProps) {
  const { t } = useTranslation();
  const { back, conversationId, phone, customer } = item;
  return (
    <div className={classes.details}>
      <dl className={classes.facts}>
        {item.text ? <Fact label={t("missed.wrote")}>{item.text}</Fact> : null}
        {phone ? (
          <Fact label={t("missed.phone")}>
            <Anchor href={`tel:${phone}`} className="numbers">
              {phone}
            </Anchor>
          </Fact>
        ) : null}
        {item.kind === "callback" ? (
          <Fact label={t("missed.wanted")}>
            {item.wantedAt ? shortMoment(Date.parse(item.wantedAt)) : t("missed.asap")}
          </Fact>
        ) : null}
        {customer.email ? <Fact label={t("missed.email")}>{customer.email}</Fact> : null}
        <Fact label={t("missed.queue")}>
          {item.group ? `${item.queue.name} · ${item.group.name}` : item.queue.name}
        </Fact>
        <Fact label={t("missed.since")}>{shortMoment(Date.parse(item.createdAt))}</Fact>
      </dl>
      <Note key={item.note} item={item} />
      <Deeds item={item} />
      {back ? (
        <Button size="xs" fullWidth onClick={() => onOpen(back.conversationId)}>
          {t("missed.openBack")}
        </Button>
      ) : conversationId ? (
        <Button size="xs" variant="subtle" fullWidth onClick={() => onOpen(conversationId)}>
          {t("missed.past")}
        </Button>
      ) : null}
      <p className={classes.hint}>{t("missed.closes")}</p>
    </div>
  );
}

const Fact = ({ label, children }: { label: string; children: React.ReactNode }) => (
  <div className={classes.fact}>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
);

function Note({ item }: { item: MissedItem }) {
  const { t } = useTranslation();
  const [note, setNote] = useState(item.note ?? "");
  const { change, busy } = useMissedChange();
  const isNew = note.trim() !== (item.note ?? "");
  return (
    <>
      <Textarea
        label={t("missed.note")}
        size="xs"
        autosize
        minRows={1}
        maxRows={6}
        maxLength={2_000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {isNew ? (
        <Button
          size="xs"
          variant="default"
          loading={busy}
          onClick={() => void change((client) => client.missed.note({ missedId: item.id, note }))}
        >
          {t("missed.saveNote")}
        </Button>
      ) : null}
    </>
  );
}

/** Taking, giving back, and saying that it is done; the last can be taken back for some seconds. */
function Deeds({ item }: { item: MissedItem }) {
  const { t } = useTranslation();
  const me = useMe();
  const { change } = useMissedChange();
  const noticeId = useId();
  const one = { missedId: item.id };
  const others =
    item.takenBy && item.takenBy.id !== me.id ? t("missed.takenBy", { name: item.takenBy.name }) : undefined;
  const undo = () => {
    notifications.hide(noticeId);
    void change((client) => client.missed.undo(one));
  };
  const done = async () => {
    if (!(await change((client) => client.missed.done(one)))) return;
    notifications.show({
      id: noticeId,
      color: "green",
      autoClose: undoSeconds * 1_000 - 2_000,
      message: (
        <span className={classes.notice}>
          {t("missed.doneNotice", { name: item.customer.name })}
          <Button size="compact-xs" variant="default" onClick={undo}>
            {t("missed.undo")}
          </Button>
        </span>
      ),
    });
  };
  return (
    <div className={classes.deeds}>
      {item.takenBy?.id === me.id ? (
        <Button
          size="xs"
          variant="default"
          onClick={() => void change((client) => client.missed.release(one))}
        >
          {t("missed.release")}
        </Button>
      ) : (
        <Action
          size="xs"
          variant="default"
          reason={others}
          onClick={() => void change((client) => client.missed.take(one))}
        >
          {t("missed.take")}
        </Action>
      )}
      <Button size="xs" variant="default" onClick={() => void done()}>
        {t("missed.done")}
      </Button>
    </div>
  );
}
