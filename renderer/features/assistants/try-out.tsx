import { Button, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { SetupSection } from "#renderer/ui/setup-form.tsx";
import { type AssistantFlow, answerOf, type FlowState, freshFlow } from "#shared/domain/assistant-flow.ts";
import { languages } from "#shared/domain/languages.ts";
import classes from "./assistants.module.css";
import type { Place } from "./flow-editor.tsx";

interface Said {
  readonly id: number;
  readonly mine: boolean;
  readonly text: string;
}

interface Talk {
  readonly said: readonly Said[];
  readonly choices: readonly string[];
  readonly state: FlowState;
  /** Where it went, once it is handed over. */
  readonly over: { readonly queueId: string | null; readonly topics: readonly string[] } | null;
}

const nothing: Talk = { said: [], choices: [], state: freshFlow, over: null };

interface TryOutProps {
  readonly flow: AssistantFlow;
  readonly name: string;
  readonly queues: readonly Place[];
}

/** A chat with the assistant as it would be: the same rule as the server's, nothing is sent. */
export function TryOut({ flow, name, queues }: TryOutProps) {
  const { t, i18n } = useTranslation();
  const [talk, setTalk] = useState(nothing);
  const [text, setText] = useState("");
  const language = languages.find((tag) => tag === i18n.language) ?? null;
  const say = (words: string) => {
    const answer = answerOf(flow, talk.state, words, language);
    const next = [
      { mine: true, text: words },
      ...answer.messages.map((one) => ({ mine: false, text: one.text })),
    ];
    setTalk({
      said: [...talk.said, ...next.map((one, at) => ({ ...one, id: talk.said.length + at }))],
      choices: answer.messages.at(-1)?.choices ?? [],
      state: answer.state,
      over: answer.handOver,
    });
    setText("");
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim()) say(text);
  };
  const queue = queues.find(({ value }) => value === talk.over?.queueId)?.label;
  return (
    <SetupSection
      title={t("assistants.tryOut")}
      hint={t("assistants.tryOutHint")}
      actions={
        talk.said.length > 0 ? (
          <Button variant="default" onClick={() => setTalk(nothing)}>
            {t("assistants.tryAgain")}
          </Button>
        ) : null
      }
    >
      <div className={classes.chat}>
        <ul className={classes.said} aria-label={name} aria-live="polite">
          {talk.said.map((one) => (
            <li key={one.id} className={classes.bubble} data-mine={one.mine || undefined} dir="auto">
              {one.text}
            </li>
          ))}
        </ul>
        {talk.over ? (
          <p className="quiet">
            {queue ? `${t("assistants.toQueue", { queue })}. ` : ""}
            {t("assistants.tryOver", { summary: talk.over.topics.join(" › ") || t("assistants.tryNothing") })}
          </p>
        ) : (
          <>
            <div className={classes.buttons}>
              {talk.choices.map((choice) => (
                <Button key={choice} variant="default" size="compact-sm" onClick={() => say(choice)}>
                  {choice}
                </Button>
              ))}
            </div>
            <form className={classes.write} onSubmit={submit}>
              <TextInput
                className={classes.grow}
                aria-label={t("assistants.tryWrite")}
                placeholder={t("assistants.tryWrite")}
                value={text}
                onChange={(event) => setText(event.currentTarget.value)}
              />
              <Button type="submit" variant="default">
                {t("assistants.trySend")}
              </Button>
            </form>
          </>
        )}
      </div>
    </SetupSection>
  );
}
