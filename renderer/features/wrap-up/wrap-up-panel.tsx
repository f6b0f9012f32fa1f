import { Button, Textarea } from "@mantine/core";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { useKeys } from "#renderer/platform/keyboard.ts";
import { DispositionTiles, focusTile } from "#renderer/platform/labels/disposition-tiles.tsx";
import { TopicPicker } from "#renderer/platform/labels/topic-picker.tsx";
import { Action } from "#renderer/ui/action.tsx";
import { IconClipboardCheck } from "#renderer/ui/icons.ts";
import { ErrorNote, Notice } from "#renderer/ui/notes.tsx";
import type { Conversation } from "#shared/contract/conversations.ts";
import { TagField } from "./tag-field.tsx";
import { useWrapUp, type WrapUpModel } from "./use-wrap-up.ts";
import classes from "./wrap-up.module.css";
import { WrapUpClock } from "./wrap-up-clock.tsx";
import { WrapUpMore } from "./wrap-up-more.tsx";

interface PanelProps {
  readonly conversation: Conversation;
  /** Told the record that was saved. */
  readonly onChanged: (conversation: Conversation) => void;
}

/** After-contact work, where one wrote before: outcome by number, topics, tags, a note, Ctrl+Enter. */
export function WrapUpPanel({ conversation, onChanged }: PanelProps) {
  const { t } = useTranslation();
  const work = useWrapUp(conversation, onChanged);
  const { choices } = work.dispositions;
  const panel = useRef<HTMLElement>(null);
  const choose = (place: number) => () => {
    const key = choices[place]?.key;
    if (key) work.set({ disposition: key });
    if (panel.current) focusTile(panel.current, place);
  };
  const numbers = choices.slice(0, 9).map((_, place) => [String(place + 1), choose(place)] as const);
  useKeys({ ...Object.fromEntries(numbers), "Control+Enter": work.save });
  return (
    <section ref={panel} className={classes.panel} aria-label={t("wrapUp.label")}>
      <header className={classes.head}>
        <IconClipboardCheck size={17} stroke={1.7} aria-hidden />
        <h2>{t("wrapUp.label")}</h2>
        {conversation.wrapUp ? (
          <WrapUpClock wrapUp={conversation.wrapUp} auto={work.form?.auto ?? false} />
        ) : null}
        <WrapUpMore conversation={conversation} given={work.form?.seconds ?? null} onChanged={onChanged} />
      </header>
      {work.late ? <Notice>{t("wrapUp.late")}</Notice> : null}
      <div className={classes.body}>
        <Outcome work={work} />
        <div className={classes.columns}>
          {work.topics.length > 0 ? <Topics work={work} /> : null}
          <div className={classes.side}>
            <TagField
              tags={work.tags}
              value={work.value.tagIds}
              onChange={(tagIds) => work.set({ tagIds })}
            />
            <Textarea
              label={t("wrapUp.note")}
              autosize
              minRows={2}
              maxRows={5}
              maxLength={2000}
              value={work.value.note}
              onChange={(event) => work.set({ note: event.currentTarget.value })}
              styles={{ input: { background: "var(--note)", borderColor: "var(--note-line)" } }}
            />
          </div>
        </div>
      </div>
      <ErrorNote text={work.error} />
      <footer className={classes.foot}>
        <span className={classes.hint}>
          {work.reason ?? t("wrapUp.dispositionHint", { count: Math.min(9, choices.length) })}
        </span>
        {work.late ? (
          <Button variant="default" onClick={work.forget}>
            {t("wrapUp.leave")}
          </Button>
        ) : null}
        <Action keys="Ctrl+Enter" reason={work.reason} loading={work.busy} onClick={work.save}>
          {t("wrapUp.done")}
        </Action>
      </footer>
    </section>
  );
}

const Required = () => {
  const { t } = useTranslation();
  return <span className={classes.required}>{t("wrapUp.required")}</span>;
};

function Outcome({ work }: { work: WrapUpModel }) {
  const { t } = useTranslation();
  const { choices, nameOf } = work.dispositions;
  return (
    <div>
      <span className={classes.label}>
        {t("wrapUp.disposition")} {work.form?.dispositionRequired ? <Required /> : null}
      </span>
      <DispositionTiles
        label={t("wrapUp.disposition")}
        choices={choices}
        nameOf={nameOf}
        chosen={work.value.disposition}
        onChoose={(disposition) => work.set({ disposition })}
      />
    </div>
  );
}

function Topics({ work }: { work: WrapUpModel }) {
  const { t } = useTranslation();
  return (
    <div className={classes.topics}>
      <span className={classes.label}>
        {t("wrapUp.topics")} {work.form?.topicsRequired ? <Required /> : null}
      </span>
      <TopicPicker
        label={t("wrapUp.topics")}
        topics={work.topics}
        chosen={work.value.topicIds}
        onChange={(topicIds) => work.set({ topicIds })}
      />
    </div>
  );
}
