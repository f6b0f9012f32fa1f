import {
  type ClipboardEvent,
  type DragEvent,
  type KeyboardEvent,
  type Ref,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { useTranslation } from "react-i18next";
import { useCan } from "#renderer/platform/desk-context.tsx";
import { useKeys } from "#renderer/platform/keyboard.ts";
import { Action, IconAction } from "#renderer/ui/action.tsx";
import { IconLock, IconMessage2, IconPaperclip, IconSend2, IconSlashes } from "#renderer/ui/icons.ts";
import { ErrorNote } from "#renderer/ui/notes.tsx";
import type { Conversation } from "#shared/contract/conversations.ts";
import { AttachmentList } from "./attachment-list.tsx";
import { CollisionBar } from "./collision-bar.tsx";
import classes from "./composer.module.css";
import { EmojiPicker } from "./emoji-picker.tsx";
import { SlashMenu } from "./slash/slash-menu.tsx";
import { type SlashMenuModel, useSlashMenu } from "./slash/use-slash-menu.ts";
import { type ComposerModel, type Mode, useComposer } from "./use-composer.ts";
import { useWriter, type Writer } from "./use-writer.ts";

const filesOf = (transfer: DataTransfer) => [...transfer.files];

interface ComposerProps {
  readonly conversation: Conversation;
  /** A colleague who writes here at this moment. */
  readonly typing?: string | undefined;
  readonly ref?: Ref<Writer>;
}

/** Where one writes: to the customer, or a note that he never sees. */
export function Composer({ conversation, typing, ref }: ComposerProps) {
  const { t } = useTranslation();
  const composer = useComposer(conversation);
  const [dragging, setDragging] = useState(false);
  const { held } = composer;
  const menu = useSlashMenu(conversation, composer);
  useWriter(ref, conversation, composer);
  const slash = () => menu.moved(composer.slash(), true);
  useKeys({ r: () => composer.setMode("message"), n: () => composer.setMode("note"), "/": slash });

  const drag = (event: DragEvent) => {
    if (held || !event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    setDragging(true);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setDragging(false);
    if (!held) composer.attachments.add(filesOf(event.dataTransfer));
  };

  return (
    <section
      data-composer={conversation.id}
      className={classes.composer}
      aria-label={t("composer.label")}
      onDragOver={drag}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setDragging(false);
      }}
      onDrop={drop}
    >
      {held ? (
        <div className={classes.held} role="status">
          <IconLock size={15} aria-hidden /> {held}
        </div>
      ) : null}
      <CollisionBar composer={composer} typing={typing} />
      <ErrorNote text={composer.error} />
      {menu.open ? <SlashMenu menu={menu} /> : null}
      <div className={classes.frame} data-mode={composer.mode}>
        <Modes mode={composer.mode} isHeard={conversation.channel === "phone"} onChange={composer.setMode} />
        <Area composer={composer} menu={menu} name={conversation.customer.name} />
        <AttachmentList composer={composer} />
        <Bottom composer={composer} onSlash={slash} />
      </div>
      {dragging ? <div className={classes.drop}>{t("composer.drop")}</div> : null}
    </section>
  );
}

interface ModesProps {
  readonly mode: Mode;
  /** The customer is on the telephone: there are notes alone. */
  readonly isHeard: boolean;
  readonly onChange: (mode: Mode) => void;
}

function Modes({ mode, isHeard, onChange }: ModesProps) {
  const { t } = useTranslation();
  const one = (value: Mode, label: string, Icon: typeof IconLock) => (
    // biome-ignore lint/a11y/useSemanticElements: two joined buttons, each with an icon.
    <button
      type="button"
      role="radio"
      className={classes.mode}
      data-mode={value}
      aria-checked={mode === value}
      onClick={() => onChange(value)}
    >
      <Icon size={14} stroke={1.8} aria-hidden /> {label}
    </button>
  );
  return (
    <div className={classes.top}>
      <div className={classes.modes} role="radiogroup" aria-label={t("composer.mode")}>
        {isHeard ? null : one("message", t("composer.reply"), IconMessage2)}
        {one("note", t("composer.note"), IconLock)}
      </div>
      {mode === "note" ? <span className={classes.noteHint}>{t("timeline.noteHint")}</span> : null}
    </div>
  );
}

/** From the box to the messages above it. */
function leave(box: Element) {
  const messages = box.closest("main")?.querySelector<HTMLElement>("[data-timeline]");
  if (messages) messages.focus();
  else (box as HTMLElement).blur();
}

interface AreaProps {
  readonly composer: ComposerModel;
  readonly menu: SlashMenuModel;
  readonly name: string;
}

function Area({ composer, menu, name }: AreaProps) {
  const { t } = useTranslation();
  const { box, text, mode, held } = composer;
  useLayoutEffect(() => {
    const area = box.current;
    if (!area) return;
    // While it is measured its frame keeps its height, or the timeline above would scroll with every letter.
    const frame = area.parentElement;
    if (frame) frame.style.minHeight = `${frame.offsetHeight}px`;
    area.style.height = "0";
    area.style.height = `${Math.max(44, area.scrollHeight)}px`;
    if (frame) frame.style.minHeight = "";
  });
  function press(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing || menu.press(event)) return;
    if (event.key === "Escape") {
      // The way back to the single letters. Taken here, so that it declines no offer.
      event.preventDefault();
      return leave(event.currentTarget);
    }
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    composer.send();
  }
  function paste(event: ClipboardEvent) {
    const pasted = filesOf(event.clipboardData);
    if (pasted.length === 0) return;
    event.preventDefault();
    composer.attachments.add(pasted);
  }
  return (
    <textarea
      ref={box}
      className={classes.area}
      dir="auto"
      rows={2}
      value={text}
      disabled={held !== undefined && text === ""}
      aria-label={mode === "note" ? t("composer.notePlaceholder") : t("composer.replyPlaceholder", { name })}
      placeholder={mode === "note" ? t("composer.notePlaceholder") : t("composer.replyPlaceholder", { name })}
      {...(menu.open && {
        role: "combobox",
        "aria-expanded": true,
        "aria-haspopup": "listbox",
        "aria-autocomplete": "list",
        "aria-controls": menu.listId,
        "aria-activedescendant": menu.optionId(menu.active),
      })}
      onChange={(event) => {
        menu.moved(event.currentTarget.selectionStart, true);
        composer.write(event.currentTarget.value);
      }}
      onSelect={(event) => menu.moved(event.currentTarget.selectionStart, false)}
      onKeyDown={press}
      onPaste={held ? undefined : paste}
    />
  );
}

function Bottom({ composer, onSlash }: { composer: ComposerModel; onSlash: () => void }) {
  const { t } = useTranslation();
  const picker = useRef<HTMLInputElement>(null);
  const mayUse = useCan("shortcuts.view");
  return (
    <div className={classes.bottom}>
      <IconAction label={t("composer.attach")} reason={composer.held} onClick={() => picker.current?.click()}>
        <IconPaperclip size={18} stroke={1.6} />
      </IconAction>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        aria-label={t("composer.attach")}
        onChange={(event) => {
          composer.attachments.add([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = "";
        }}
      />
      <EmojiPicker disabled={composer.held} onPick={composer.insert} />
      {mayUse ? (
        <IconAction label={t("shortcuts.menu")} keys="/" reason={composer.held} onClick={onSlash}>
          <IconSlashes size={18} stroke={1.6} />
        </IconAction>
      ) : null}
      <span
        className={composer.hint ? classes.keys : `${classes.keys} one-line`}
        data-warn={composer.hint ? true : undefined}
        role="status"
      >
        {composer.hint ?? t("composer.keys")}
      </span>
      <Action
        reason={composer.reason}
        color={composer.mode === "note" ? "#8f5300" : "indigo"}
        leftSection={composer.mode === "note" ? <IconLock size={14} /> : <IconSend2 size={14} />}
        onClick={composer.send}
      >
        {composer.mode === "note" ? t("composer.sendNote") : t("composer.send")}
      </Action>
    </div>
  );
}
