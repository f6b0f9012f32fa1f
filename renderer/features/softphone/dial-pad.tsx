import { Select, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { type ClipboardEvent, type FormEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Action, IconAction } from "#renderer/ui/action.tsx";
import { IconBackspace, IconPhone } from "#renderer/ui/icons.ts";
import { Empty, ErrorNote } from "#renderer/ui/notes.tsx";
import { walkRows } from "#renderer/ui/walk-rows.ts";
import { type Contact, ContactRow, useContactList } from "./contact-row.tsx";
import { asTyped, type Dialled, readDialled } from "./dialled.ts";
import classes from "./softphone.module.css";
import type { Callee, Dial } from "./use-dial.ts";
import { useContacts } from "./use-softphone.ts";

const keys = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"];

/** Calling numbers outside: whether one may, why not, and which number of ours is shown. */
export interface Outside {
  readonly reason: string | undefined;
  readonly numberId: string | null;
  /** Our numbers that can be shown, when there is a choice. */
  readonly numbers: readonly { readonly value: string; readonly label: string }[];
  readonly choose: (numberId: string) => void;
}

interface DialPadProps {
  readonly country: string;
  readonly dial: Dial;
  readonly outside: Outside;
  readonly reason: (contact: Contact) => string | undefined;
  /** Filled in from outside, such as by a link. */
  readonly filled: { readonly text: string; readonly nth: number };
  readonly onCall: (contact: Contact) => void;
}

/** Whom Enter calls: the extension or number that was typed, or the first whose name fits. */
function meantBy(
  dialled: Dialled,
  matches: readonly Contact[],
  { numberId, reason }: Pick<Outside, "numberId" | "reason">,
): Callee | undefined {
  if (dialled.kind === "nothing") return undefined;
  if (dialled.kind === "name") return matches.find(({ isAway, isBusy }) => !isAway && !isBusy)?.callee;
  if (dialled.kind === "number") return dialled.valid ? { number: dialled.number, numberId } : undefined;
  return { short: dialled.digits, numberId, mayOutside: reason === undefined };
}

/** The pad: type, paste or press a number, or write a name; Enter calls. */
export function DialPad({ country, dial, outside, reason, filled, onCall }: DialPadProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(filled.text);
  const field = useRef<HTMLInputElement>(null);
  // Opened or filled anew: the cursor belongs into the field.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the count says that it was filled, also with the same text.
  useEffect(() => {
    setTyped(asTyped(filled.text, country));
    field.current?.focus();
  }, [filled.nth]);
  const dialled = readDialled(typed, country);
  const [search] = useDebouncedValue(typed.trim(), 150);
  const query = useContacts(search);
  const matches = useContactList(typed.trim() === "" ? undefined : query.data);
  const callee = meantBy(dialled, matches, outside);
  const isOutside = callee !== undefined && "number" in callee;
  const why = dial.reason ?? (isOutside ? outside.reason : undefined);
  const change = (text: string) => {
    dial.forget();
    setTyped(text);
  };
  const press = (key: string) => {
    change(asTyped(typed + key, country));
    field.current?.focus();
  };
  const call = (event: FormEvent) => {
    event.preventDefault();
    if (callee && !why && !dial.busy) dial.call(callee, () => setTyped(""));
  };
  return (
    <form className={classes.part} onSubmit={call}>
      <div className={classes.fieldRow}>
        <TextInput
          ref={field}
          className={classes.field}
          size="md"
          aria-label={t(outside.reason ? "softphone.fieldInside" : "softphone.field")}
          placeholder={t(outside.reason ? "softphone.fieldInside" : "softphone.field")}
          data-autofocus
          autoComplete="off"
          value={typed}
          onChange={({ currentTarget: { value, selectionStart } }) =>
            // Whoever corrects something in the middle is not moved to the end.
            change(
              selectionStart === value.length && value.length > typed.length
                ? asTyped(value, country)
                : value,
            )
          }
          onPaste={(event: ClipboardEvent) => {
            const found = readDialled(event.clipboardData.getData("text"), country);
            if (found.kind !== "number" || typed !== "") return;
            event.preventDefault();
            change(found.valid ? found.shown : found.number);
          }}
        />
        <IconAction
          label={t("softphone.erase")}
          reason={typed === "" ? t("softphone.field") : undefined}
          size={36}
          onClick={() => {
            change(typed.replace(/[\s().-]*.$/, ""));
            field.current?.focus();
          }}
        >
          <IconBackspace size={19} stroke={1.6} />
        </IconAction>
      </div>
      <fieldset className={classes.keys} aria-label={t("calls.keypad")}>
        {keys.map((key) => (
          <button type="button" key={key} className={classes.key} onClick={() => press(key)}>
            {key}
          </button>
        ))}
      </fieldset>
      {outside.numbers.length > 1 ? (
        <Select
          label={t("softphone.callerId")}
          size="xs"
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
          data={outside.numbers}
          value={outside.numberId}
          onChange={(value) => value && outside.choose(value)}
        />
      ) : null}
      <ErrorNote text={dial.error} />
      <Action
        type="submit"
        color="#17794b"
        fullWidth
        leftSection={<IconPhone size={17} stroke={1.8} aria-hidden />}
        loading={dial.busy}
        reason={
          why ??
          (callee ? undefined : t(dialled.kind === "number" ? "softphone.noNumber" : "softphone.noMatchHint"))
        }
        onClick={() => {}}
      >
        {t(dial.holdsFirst ? "softphone.holdAndCall" : "softphone.call")}
      </Action>
      <Matches
        matches={matches}
        isAsked={typed.trim() !== ""}
        dialled={dialled}
        reason={reason}
        onCall={onCall}
      />
    </form>
  );
}

interface MatchesProps extends Pick<DialPadProps, "reason" | "onCall"> {
  readonly matches: readonly Contact[];
  readonly isAsked: boolean;
  readonly dialled: Dialled;
}

/** Who fits what is typed. */
function Matches({ matches, isAsked, dialled, reason, onCall }: MatchesProps) {
  const { t } = useTranslation();
  if (!isAsked) return null;
  if (matches.length === 0)
    return dialled.kind === "name" ? (
      <Empty title={t("softphone.noMatch")} hint={t("softphone.noMatchHint")} />
    ) : null;
  return (
    <section className={classes.scroll} aria-label={t("softphone.matches")} onKeyDown={walkRows}>
      {matches.slice(0, 8).map((one) => (
        <ContactRow key={`${one.kind}${one.id}`} contact={one} reason={reason(one)} onCall={onCall} />
      ))}
    </section>
  );
}
