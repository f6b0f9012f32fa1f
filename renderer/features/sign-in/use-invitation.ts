import { type FormEvent, useEffect, useState } from "react";
import type { ServerPlace } from "#renderer/platform/http/api.ts";
import { languageChoice, problemText, showLanguage } from "#renderer/platform/i18n/index.ts";
import {
  type Answer,
  acceptInvitation,
  type Invited,
  lookAtInvitation,
} from "#renderer/platform/session/errands.ts";
import type { SessionPort } from "#renderer/platform/session/session-port.ts";
import { isLanguage } from "#shared/domain/languages.ts";

interface InvitationDeps {
  readonly place: ServerPlace;
  readonly session: SessionPort;
  readonly token: string;
  readonly onDone: () => void;
}

/** What the page of an invitation draws and does. */
export function useInvitation({ place, session, token, onDone }: InvitationDeps) {
  const [looked, setLooked] = useState<Answer<Invited>>();
  const [round, setRound] = useState(0);
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [again, setAgain] = useState("");
  const [language, setLanguage] = useState("en");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Extract<Answer<unknown>, { ok: false }>>();
  const [made, setMade] = useState<string>();
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();

  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` asks again.
  useEffect(() => {
    let over = false;
    void lookAtInvitation(place, token).then((answer) => {
      if (over) return;
      setLooked(answer);
      if (!answer.ok) return;
      setName(answer.value.name);
      setLanguage(answer.value.language);
      // Whoever invited knows the person's language; the page follows it unless the person has chosen another.
      if (isLanguage(answer.value.language) && languageChoice.get() === null)
        void showLanguage(answer.value.language);
    });
    return () => {
      over = true;
    };
  }, [place, token, round]);

  async function run() {
    setBusy(true);
    setProblem(undefined);
    const acceptance = { token, name: name.trim(), password, language, timeZone };
    const answer = await acceptInvitation(place, acceptance);
    if (!answer.ok) {
      setBusy(false);
      return setProblem(answer);
    }
    const { email } = answer.value;
    const signedIn = await session.signIn(email, password).catch(() => ({ ok: false }) as const);
    setBusy(false);
    if (signedIn.ok) return onDone();
    // The account is there all the same; he signs in by hand.
    setMade(email);
  }

  const isPassword = problem?.code === "password.refused";
  return {
    looked,
    made,
    name,
    setName,
    password,
    setPassword,
    again,
    setAgain,
    language,
    setLanguage(next: string) {
      setLanguage(next);
      if (isLanguage(next)) void showLanguage(next);
    },
    timeZone,
    busy,
    passwordError: isPassword ? problemText("password.refused") : undefined,
    error: problem && !isPassword ? problemText(problem.code) : undefined,
    lookAgain: () => {
      setLooked(undefined);
      setRound((now) => now + 1);
    },
    submit(event: FormEvent) {
      event.preventDefault();
      if (!busy && again === password) void run();
    },
  };
}
