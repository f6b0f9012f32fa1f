/** @jsxImportSource preact */
import { useRef, useState } from "preact/hooks";
import type { Chat } from "../chat.ts";
import type { ChatState } from "../chat-state.ts";
import type { TextKey } from "../i18n/en.ts";
import { CallChoices } from "./call-buttons.tsx";
import { Icon } from "./icons.tsx";
import { openingWords } from "./opening-words.ts";
import { type Speech, useSpeech } from "./use-source.ts";

type Field = "name" | "email" | "text";
type Problems = Partial<Record<Field, TextKey>>;

/** Before the first message: a greeting, what the workspace wants to know, and the message itself. */
export function Welcome({ chat, state }: { chat: Chat; state: ChatState }) {
  const { say, language } = useSpeech();
  const [values, setValues] = useState<Record<Field, string>>(() => ({
    name: "",
    email: "",
    text: chat.draft.get(),
  }));
  const [problems, setProblems] = useState<Problems>({});
  const name = useRef(values.name);
  const asked = askedFields(state);
  const write = (field: Field) => (event: Event) => {
    const { value } = event.target as HTMLInputElement;
    // A browser that fills in all fields does so before any of it is drawn.
    setValues((now) => ({ ...now, [field]: value }));
    if (field === "text") chat.draft.set(value);
    if (field === "name") name.current = value;
    setProblems((now) => ({ ...now, [field]: undefined }) as Problems);
  };
  const submit = (event: Event) => {
    event.preventDefault();
    const found = problemsOf(values, asked);
    setProblems(found);
    const wrong = Object.keys(found)[0];
    if (wrong) return document.getElementById(wrong)?.focus();
    chat.draft.set("");
    chat.begin({ name: values.name.trim(), email: values.email.trim(), text: values.text.trim() });
  };
  const field = (name: Field, label: TextKey) => ({
    id: name,
    name,
    value: values[name],
    onInput: write(name),
    label: say(label),
    problem: problems[name] ? say(problems[name]) : "",
  });
  return (
    <main class="welcome">
      <Greeting state={state} say={say} language={language} />
      <form onSubmit={submit} noValidate>
        {asked.includes("name") && (
          <Input {...field("name", "name")} type="text" autocomplete="name" max={120} />
        )}
        {asked.includes("email") && (
          <Input
            {...field("email", "email")}
            type="email"
            autocomplete="email"
            max={254}
            hint={say("emailWhy")}
          />
        )}
        <Message {...field("text", "firstMessage")} onEnter={submit} />
        <button type="submit" class="primary">
          {say(state.config?.open ? "startChat" : "leaveMessage")}
          <Icon name="send" size={18} />
        </button>
      </form>
      <CallChoices chat={chat} state={state} name={() => name.current} />
    </main>
  );
}

function Greeting({ state, say, language }: { state: ChatState } & Speech) {
  const { config, name } = state;
  if (config?.open)
    return (
      <div class="hello">
        <h2>{name ? say("hello", { name }) : say("welcome")}</h2>
        <p>{state.invitation?.text ?? say("welcomeText")}</p>
      </div>
    );
  return (
    <div class="hello">
      <h2>{say("closedTitle")}</h2>
      {config && <p>{openingWords(config, say, language, "closedText")}</p>}
    </div>
  );
}

/** When nobody is there, an address to answer to is needed; who is signed in has been named by the site. */
function askedFields({ config, verified, name }: ChatState): Field[] {
  if (verified) return [];
  const fields: Field[] = [];
  if (config?.prechat.askName && !name) fields.push("name");
  if (config?.prechat.askEmail || !config?.open) fields.push("email");
  return fields;
}

function problemsOf(values: Record<Field, string>, asked: readonly Field[]): Problems {
  const problems: Problems = {};
  for (const field of [...asked, "text" as const]) if (!values[field].trim()) problems[field] = "required";
  const email = values.email.trim();
  if (email && !/^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(email)) problems.email = "emailWrong";
  return problems;
}

interface FieldProps {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly problem: string;
  readonly onInput: (event: Event) => void;
}

function Input({ label, problem, hint, max, id, autocomplete, type, ...rest }: FieldProps & InputExtras) {
  return (
    <label class="field" for={id}>
      <span>{label}</span>
      <input
        {...rest}
        id={id}
        maxLength={max}
        autocomplete={autocomplete}
        type={type as "text"}
        dir="auto"
        aria-invalid={problem !== ""}
        aria-describedby={`${id}-note`}
      />
      <small id={`${id}-note`} class={problem ? "bad" : "muted"}>
        {problem || hint}
      </small>
    </label>
  );
}

interface InputExtras {
  readonly type: "text" | "email";
  readonly autocomplete: "name" | "email";
  readonly max: number;
  readonly hint?: string;
}

function Message({ label, problem, id, onEnter, ...rest }: FieldProps & { onEnter: (event: Event) => void }) {
  return (
    <label class="field" for={id}>
      <span>{label}</span>
      <textarea
        {...rest}
        id={id}
        rows={4}
        maxLength={8_000}
        dir="auto"
        aria-invalid={problem !== ""}
        aria-describedby={`${id}-note`}
        onKeyDown={(event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && onEnter(event)}
      />
      <small id={`${id}-note`} class="bad">
        {problem}
      </small>
    </label>
  );
}
