import { NativeSelect } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { ErrorNote } from "#renderer/ui/notes.tsx";
import { colleaguesIn } from "./call-words.ts";
import { learnCall } from "./calls-store.ts";
import type { MyCall } from "./use-calls.ts";

/**
 * Beside whom a supervisor is, while the agent asks a colleague. Whoever he goes over to, he begins by listening: what he
 * was whispering was for another ear.
 */
export function BesideChoice({ mine: { call, leg }, reason }: { mine: MyCall; reason: string | undefined }) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const go = useMutation(api.calls.supervise.mutationOptions({ onSuccess: (now) => learnCall(now) }));
  const colleagues = colleaguesIn(call);
  if (colleagues.length < 2) return null;
  return (
    <>
      <NativeSelect
        size="xs"
        aria-label={t("watching.beside")}
        value={leg.besideLegId ?? ""}
        disabled={reason !== undefined || go.isPending}
        onChange={({ currentTarget: { value } }) => {
          const userId = colleagues.find(({ id }) => id === value)?.userId;
          if (userId) go.mutate({ callId: call.id, mode: "listen", besideUserId: userId });
        }}
        data={colleagues.map(({ id, name }) => ({ value: id, label: t("watching.besideOf", { name }) }))}
      />
      <ErrorNote text={go.error ? problemText(problemOf(go.error)) : undefined} />
    </>
  );
}
