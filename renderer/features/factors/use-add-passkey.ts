import { startRegistration, WebAuthnError } from "@simplewebauthn/browser";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import type { Factors } from "#shared/contract/factors.ts";

/** What the device answered, as the key of its sentence; undefined: it was not the device that failed. */
export function deviceProblem(error: unknown): "already" | "cancelled" | "failed" | undefined {
  if (error instanceof WebAuthnError) {
    if (error.code === "ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED") return "already";
    return error.code === "ERROR_CEREMONY_ABORTED" || error.name === "NotAllowedError"
      ? "cancelled"
      : "failed";
  }
  if (error instanceof DOMException) return error.name === "NotAllowedError" ? "cancelled" : "failed";
  return undefined;
}

/** Asks the server what is needed, lets the device make the passkey, and has the server keep it. */
export function useAddPasskey(onAdded: (next: Factors) => void) {
  const { t } = useTranslation();
  const { client } = useDesk();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();

  async function add(name: string, password: string) {
    if (password === "" || busy) return;
    setBusy(true);
    setError(undefined);
    try {
      const { step, options } = await client.factors.startPasskey({ password });
      const response = await startRegistration({ optionsJSON: options as never });
      onAdded(await client.factors.addPasskey({ step, name, response: { ...response } }));
    } catch (failure) {
      const device = deviceProblem(failure);
      setError(device ? t(`factors.${device}`) : problemText(problemOf(failure)));
    } finally {
      setBusy(false);
    }
  }
  return { add, busy, error };
}
