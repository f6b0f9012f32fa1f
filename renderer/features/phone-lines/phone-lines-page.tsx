import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { SetupThings } from "#renderer/platform/setup-things.tsx";
import { IconPhone } from "#renderer/ui/icons.ts";
import { useLeave } from "#renderer/ui/leave-guard.tsx";
import { Notice } from "#renderer/ui/notes.tsx";
import { SetupPage } from "#renderer/ui/setup-form.tsx";
import type { PhoneLine } from "#shared/contract/phone-lines.ts";
import { LineForm } from "./line-form.tsx";
import { LineState } from "./line-state.tsx";
import type { Choices } from "./numbers-section.tsx";

interface Answer extends Choices {
  readonly lines: readonly PhoneLine[];
  readonly address: string | null;
  readonly listens: Readonly<Partial<Record<PhoneLine["settings"]["protocol"], number>>>;
}

/** How lines stand is looked at anew so often, ms. */
const lookMs = 3_000;

/** Setup > Phone lines: how we are reached by telephone, and by whom we may be. */
export function PhoneLinesPage() {
  const { t } = useTranslation();
  return (
    <SetupPage title={t("phoneLines.title")} hint={t("phoneLines.hint")}>
      <PhoneLines />
    </SetupPage>
  );
}

const fresh = "new";
/** A new line is chosen in no list. */
const blank = { id: fresh } as unknown as PhoneLine;

function PhoneLines() {
  const { t } = useTranslation();
  const { api } = useDesk();
  const leave = useLeave();
  const query = useQuery({ ...api.phoneLines.list.queryOptions(), staleTime: 0, refetchInterval: lookMs });
  const [chosen, setChosen] = useState<string>();
  const answer = query.data as Answer | undefined;
  const lines = answer?.lines ?? [];
  const line = chosen === fresh ? undefined : (lines.find(({ id }) => id === chosen) ?? lines[0]);
  const form = { choices: answer ?? { queues: [], groups: [] }, onSaved: setChosen };
  const onGone = () => setChosen(undefined);
  return (
    <SetupThings
      label={t("phoneLines.title")}
      query={query}
      things={lines}
      rowOf={(one) => ({
        name: one.name,
        detail: <LineState line={one} />,
        icon: <IconPhone size={18} stroke={1.6} aria-hidden />,
        faded: !one.enabled,
      })}
      chosen={chosen === fresh ? blank : line}
      onChoose={setChosen}
      add={{
        label: t("phoneLines.add"),
        needs: { permission: "settings.general", field: "dialing" },
        run: () => leave(() => setChosen(fresh)),
      }}
      none={{
        icon: <IconPhone size={28} stroke={1.4} aria-hidden />,
        title: t("phoneLines.none"),
        hint: t("phoneLines.noneHint"),
      }}
      below={answer ? <Reached answer={answer} /> : null}
    >
      {line ? <LineForm key={line.id} line={line} {...form} onGone={onGone} /> : null}
      {chosen === fresh ? <LineForm key={fresh} {...form} onGone={onGone} /> : null}
    </SetupThings>
  );
}

/** Where carriers find us, for whoever has to tell them. */
function Reached({ answer: { address, listens } }: { readonly answer: Answer }) {
  const { t } = useTranslation();
  if (address === null) return <Notice>{t("phoneLines.nowhere")}</Notice>;
  const ports = Object.entries(listens).map(([protocol, port]) => `${protocol} ${port}`);
  return <Notice>{t("phoneLines.reached", { address, ports: ports.join(", ") })}</Notice>;
}
