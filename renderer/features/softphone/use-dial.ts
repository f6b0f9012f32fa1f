import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { captureProblemOf, openDevice } from "#renderer/platform/media/devices.ts";
import { useObservable } from "#renderer/platform/observable.ts";
import { usePreviewReason } from "#renderer/platform/why.tsx";
import type { LiveCall } from "#shared/contract/calls.ts";

/** Whom to call. */
export type Callee =
  | { readonly userId: string }
  | { readonly groupId: string }
  | { readonly queueId: string }
  | { readonly extension: string }
  | { readonly number: string; readonly numberId: string | null };

/** The calls in which one is already: whether another one fits beside them, and how they are put on hold for it. */
export interface Hands {
  readonly isFree: boolean;
  readonly mayHold: boolean;
  readonly hold: () => Promise<void>;
}

/** There is no microphone, or it is not allowed: whoever is called would hear nobody. */
class NoMicrophone extends Error {
  readonly problem: "refused" | "missing";
  constructor(problem: "refused" | "missing") {
    super(problem);
    this.problem = problem;
  }
}

async function checkMicrophone(): Promise<void> {
  try {
    (await openDevice("microphone")).stop();
  } catch (error) {
    const problem = captureProblemOf(error);
    // What another program has may be free when somebody answers; the call itself says what is wrong.
    if (problem === "refused" || problem === "missing") throw new NoMicrophone(problem);
  }
}

/** Calls somebody from this window; what one talks in is put on hold before. Each press is one call, however often it is sent. */
export function useDial(hands: Hands, onCalling: (call: LiveCall) => void) {
  const { t } = useTranslation();
  const { client, api, sync } = useDesk();
  const queries = useQueryClient();
  const isLive = useObservable(sync.connection).phase === "live";
  const preview = usePreviewReason();
  const dial = useMutation({
    mutationFn: async ({ callee, clientId }: { callee: Callee; clientId: string }) => {
      await checkMicrophone();
      if (!hands.isFree) await hands.hold();
      const id = clientId as never;
      if ("number" in callee)
        return client.phone.dial({ clientId: id, to: callee.number, numberId: callee.numberId as never });
      return client.softphone.call({ clientId: id, to: callee as never });
    },
    onSuccess(call) {
      onCalling(call as LiveCall);
      void queries.invalidateQueries({ queryKey: api.softphone.history.key() });
    },
  });
  const { error } = dial;
  const failed =
    error instanceof NoMicrophone
      ? t(`softphone.microphone.${error.problem}`)
      : error
        ? problemText(problemOf(error))
        : undefined;
  const offline = preview ?? (isLive ? undefined : t("header.needsConnection"));
  return {
    /** Why nobody can be called now. */
    reason: offline ?? (hands.isFree || hands.mayHold ? undefined : t("softphone.notBeside")),
    holdsFirst: !hands.isFree && hands.mayHold,
    busy: dial.isPending,
    error: failed,
    forget: dial.reset,
    call: (callee: Callee, onDone?: () => void) =>
      dial.mutate({ callee, clientId: crypto.randomUUID() }, onDone && { onSuccess: onDone }),
  };
}

export type Dial = ReturnType<typeof useDial>;
