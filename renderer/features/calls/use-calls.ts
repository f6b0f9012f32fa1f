import { useMutation } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { createSource, type Observable, useObservable } from "#renderer/platform/observable.ts";
import { usePreviewReason } from "#renderer/platform/why.tsx";
import type { CallLeg, LiveCall } from "#shared/contract/calls.ts";
import { callsOf, callsStore, isAskedIn, learnCall } from "./calls-store.ts";
import type { CarriedCall } from "./carried-call.ts";
import { callCarrier } from "./start-calls.ts";

/** A call of mine, and my leg in it. */
export interface MyCall {
  readonly call: LiveCall;
  readonly leg: CallLeg;
}

/** Calls in which one is. */
export function useMyCalls(): MyCall[] {
  const { me } = useDesk();
  const state = useStore(callsStore);
  return useMemo(() => callsOf(state, me.id).filter(({ leg }) => !isAskedIn(leg)), [state, me.id]);
}

/** Calls into which a colleague asks one. */
export function useAskedIn(): MyCall[] {
  const { me } = useDesk();
  const state = useStore(callsStore);
  return useMemo(() => callsOf(state, me.id).filter(({ leg }) => isAskedIn(leg)), [state, me.id]);
}

const nothing: Observable<never> = createSource(undefined as never);

/** What is watched, or nothing while there is nothing to watch. */
export function useMaybe<T>(source: Observable<T> | undefined): T | undefined {
  return useObservable<T | undefined>(source ?? nothing);
}

/** The sound of a call, when it is at this window. */
export function useCarried(callId: string): CarriedCall | undefined {
  const carrier = useObservable(callCarrier);
  return useMaybe(carrier?.carried)?.get(callId);
}

/** Whom one asks into a call: a colleague, or one of a group or queue who is free. */
export type Consulted =
  | { readonly userId: string }
  | { readonly groupId: string }
  | { readonly queueId: string };

/** What can be done with a call. */
export function useCallCommands({ id: callId }: LiveCall) {
  const { t } = useTranslation();
  const { api, sync } = useDesk();
  const isLive = useObservable(sync.connection).phase === "live";
  const preview = usePreviewReason();
  const told = { onSuccess: (call: unknown) => learnCall(call) };
  const leave = useMutation(api.calls.leave.mutationOptions(told));
  const end = useMutation(api.calls.end.mutationOptions(told));
  const place = useMutation(api.calls.place.mutationOptions(told));
  const swap = useMutation(api.calls.swap.mutationOptions(told));
  const consult = useMutation(api.softphone.consult.mutationOptions(told));
  const consultNumber = useMutation(api.phone.consultNumber.mutationOptions(told));
  const transferOut = useMutation(api.phone.transferOut.mutationOptions(told));
  const drop = useMutation(api.calls.drop.mutationOptions(told));
  const takeOver = useMutation(api.calls.takeOver.mutationOptions(told));
  const record = useMutation(api.calls.record.mutationOptions(told));
  const asked = [consult, consultNumber, transferOut];
  const all = [leave, end, place, swap, drop, takeOver, record, ...asked];
  const failed = all.find(({ error }) => error)?.error;
  return {
    /** Why nothing can be done with it now. */
    reason: preview ?? (isLive ? undefined : t("header.needsConnection")),
    busy: all.some(({ isPending }) => isPending),
    error: failed ? problemText(problemOf(failed)) : undefined,
    leave: () => leave.mutate({ callId }),
    end: () => end.mutate({ callId }),
    place: (leg: CallLeg, to: CallLeg["place"]) => place.mutate({ callId, legId: leg.id, to }),
    swap: () => swap.mutate({ callId }),
    consult: (to: Consulted) => consult.mutateAsync({ callId, to: to as never }),
    consultNumber: (to: string) => consultNumber.mutateAsync({ callId, to, numberId: null }),
    transferOut: (to: string) => transferOut.mutateAsync({ callId, to, numberId: null }),
    drop: (leg: CallLeg) => drop.mutate({ callId, legId: leg.id }),
    record: (on: boolean) => record.mutate({ callId, on }),
    takeOver: () => takeOver.mutate({ callId }),
  };
}

export type CallCommands = ReturnType<typeof useCallCommands>;
