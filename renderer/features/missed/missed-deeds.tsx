import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "#renderer/platform/desk-context.tsx";
import { rightsOf } from "#renderer/platform/session/can.ts";
import { Action } from "#renderer/ui/action.tsx";
import { type MissedItem, undoSeconds } from "#shared/contract/missed.ts";
import { mayGiveBack } from "#shared/permissions/missed-work.ts";
import classes from "./missed.module.css";
import { unfold } from "./unfolded.ts";
import { useMissedChange } from "./use-missed.ts";

/** Taking, giving back, and saying that it is done; the last can be taken back for some seconds. */
export function Deeds({ item }: { item: MissedItem }) {
  const { t } = useTranslation();
  const { change, busy } = useMissedChange(item.id);
  const noticeId = useId();
  const one = { missedId: item.id };
  const undo = () => {
    notifications.hide(noticeId);
    void change((client) => client.missed.undo(one));
  };
  const done = async () => {
    if (!(await change((client) => client.missed.done(one)))) return;
    unfold(null);
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
      <Taking
        item={item}
        busy={busy}
        onTake={() => void change((client) => client.missed.take(one))}
        onGiveBack={() => void change((client) => client.missed.release(one))}
      />
      <Button size="xs" variant="default" disabled={busy} onClick={() => void done()}>
        {t("missed.done")}
      </Button>
    </div>
  );
}

interface TakingProps {
  readonly item: MissedItem;
  readonly busy: boolean;
  readonly onTake: () => void;
  readonly onGiveBack: () => void;
}

/** Taking it; or giving it back, when one has it, or looks after the colleague who has. */
function Taking({ item: { takenBy, queue, group }, busy, onTake, onGiveBack }: TakingProps) {
  const { t } = useTranslation();
  const me = useMe();
  const rights = rightsOf(me);
  const isTheirs = takenBy !== null && takenBy.id !== me.id;
  const taken = {
    workspaceId: rights.workspaceId,
    queueId: queue.id,
    groupId: group?.id ?? null,
    takenBy: takenBy?.id ?? null,
  };
  if (takenBy && mayGiveBack(rights, taken))
    return (
      <Button size="xs" variant="default" disabled={busy} onClick={onGiveBack}>
        {isTheirs ? t("missed.giveBackFor", { name: takenBy.name }) : t("missed.release")}
      </Button>
    );
  return (
    <Action
      size="xs"
      variant="default"
      disabled={busy}
      reason={isTheirs ? t("missed.takenBy", { name: takenBy.name }) : undefined}
      onClick={onTake}
    >
      {t("missed.take")}
    </Action>
  );
}
