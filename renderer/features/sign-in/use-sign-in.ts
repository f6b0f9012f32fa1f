import { type FormEvent, type KeyboardEvent, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { SessionPort, SignInResult } from "#renderer/platform/session/session-port.ts";

type Failure = Extract<SignInResult, { ok: false }>;

/** Where one is on the way in. */
export type Step = "password" | "second" | "recovery" | "company";

/** The company's sign-in came back with a refusal: its callback ends at `#sso=refused`. */
const cameBackRefused = () => new URLSearchParams(location.hash.slice(1)).get("sso") === "refused";

/** What the sign-in form draws and does. */
export function useSignIn(session: SessionPort, onDone: () => void) {
  const { t } = useTranslation();
  const [step, setStep] = useState<Step>("password");
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [busy, setBusy] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  const [problem, setProblem] = useState<Failure | undefined>(() =>
    cameBackRefused() ? { ok: false, code: "sso_refused" } : undefined,
  );

  // It is said once; left in the address it would be taken for a place of the desk.
  useEffect(() => {
    if (cameBackRefused()) history.replaceState(null, "", location.pathname + location.search);
  }, []);

  function go(next: Step) {
    setStep(next);
    setCode("");
    setProblem(undefined);
  }

  function failed(failure: Failure) {
    if (failure.code === "second_factor_needed") return go("second");
    // Only the password leads to a new step.
    if (failure.code === "step_ended") setStep("password");
    setProblem(failure);
    setPassword("");
    setCode("");
  }

  async function run(ask: () => Promise<SignInResult>) {
    if (busy) return;
    setBusy(true);
    setProblem(undefined);
    try {
      const result = await ask();
      if (result.ok) return onDone();
      failed(result);
    } catch {
      // The bridge refuses what is no e-mail address before anything is asked.
      failed({ ok: false, code: "wrong_credentials" });
    } finally {
      setBusy(false);
    }
  }

  async function leaveForCompany() {
    if (busy || !session.company) return;
    setBusy(true);
    setProblem(undefined);
    const result = await session.company(email.trim());
    if (result.ok) return location.assign(result.url);
    setProblem(result);
    setBusy(false);
  }

  const words = () => {
    if (!problem) return undefined;
    const { code: why, retryAfterSeconds } = problem;
    if (why === "too_many_attempts" && retryAfterSeconds !== undefined)
      return t("signIn.too_many_attempts_in", { seconds: retryAfterSeconds });
    return t([`signInMore.${why}`, `signIn.${why}`] as never) as string;
  };

  const answer = () =>
    step === "recovery" ? { recoveryCode: code.trim() } : { code: code.replace(/\s/g, "") };
  const on = (act: () => Promise<unknown>) => (event: FormEvent) => {
    event.preventDefault();
    void act();
  };
  return {
    step,
    go,
    email,
    setEmail,
    password,
    setPassword,
    code,
    setCode,
    busy,
    capsLock,
    watchCapsLock: (event: KeyboardEvent) => setCapsLock(event.getModifierState("CapsLock")),
    error: words(),
    submit: on(() => run(() => session.signIn(email.trim(), password))),
    submitCode: on(() => run(() => session.secondFactor(answer()))),
    submitCompany: on(leaveForCompany),
    passkey: session.passkey ? () => void run(session.passkey as () => Promise<SignInResult>) : undefined,
    hasCompany: session.company !== undefined,
  };
}

export type SignInFormState = ReturnType<typeof useSignIn>;
