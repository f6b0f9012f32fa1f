import { type FormEvent, type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { SessionPort, SignInResult } from "#renderer/platform/session/session-port.ts";

/** What the sign-in form draws and does. */
export function useSignIn(session: SessionPort, onDone: () => void) {
  const { t } = useTranslation();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  const [problem, setProblem] = useState<Exclude<SignInResult, { ok: true }>>();

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setProblem(undefined);
    try {
      const result = await session.signIn(email.trim(), password);
      if (result.ok) return onDone();
      setProblem(result);
      setPassword("");
    } catch {
      // The bridge refuses what is no e-mail address before anything is asked.
      setProblem({ ok: false, code: "wrong_credentials" });
    } finally {
      setBusy(false);
    }
  }

  const words = () => {
    if (!problem) return undefined;
    const { code, retryAfterSeconds } = problem;
    return code === "too_many_attempts" && retryAfterSeconds !== undefined
      ? t("signIn.too_many_attempts_in", { seconds: retryAfterSeconds })
      : t(`signIn.${code}`);
  };

  return {
    email,
    setEmail,
    password,
    setPassword,
    busy,
    capsLock,
    watchCapsLock: (event: KeyboardEvent) => setCapsLock(event.getModifierState("CapsLock")),
    error: words(),
    submit: (event: FormEvent) => void submit(event),
  };
}
