import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import type { ApiClient } from "#renderer/platform/http/api.ts";
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
  /** An extension or, where there is none of these digits and one may call outside, a short number. */
  | { readonly short: string; readonly numberId: string | null; readonly mayOutside: boolean }
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

/** Begins the call. Whoever has an extension is asked of the server: a list that is a moment old must call nobody else. */
async function begin(client: ApiClient, callee: Callee, clientId: never) {
  const outside = (to: string, numberId: string | null) =>
    client.phone.dial({ clientId, to, numberId: numberId as never });
  if ("number" in callee) return outside(callee.number, callee.numberId);
  if (!("short" in callee)) return client.softphone.call({ clientId, to: callee as never });
  try {
    return await client.softphone.call({ clientId, to: { extension: callee.short } });
  } catch (error) {
    if (!callee.mayOutside || problemOf(error) !== "extension.not_found") throw error;
    return outside(callee.short, callee.numberId);
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
      return begin(client, callee, clientId as never);
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
