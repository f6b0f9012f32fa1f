import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useCan, useDesk } from "#renderer/platform/desk-context.tsx";
import { duration, shortMoment } from "#renderer/platform/i18n/times.ts";
import type { Conversation } from "#shared/contract/conversations.ts";
import type { Recording } from "#shared/contract/recordings.ts";
import { MixPlayer } from "./mix-player.tsx";
import classes from "./recordings.module.css";
import { SingleFile } from "./single-file.tsx";

/** A recording that is being made or put together changes by itself: looked at this often, ms. */
const lookMs = 3_000;
const isGoing = ({ state }: Recording) => state === "asked" || state === "recording" || state === "paused";

/** The recordings of a conversation's calls, for those who may listen to them; nothing when there are none. */
export function Recordings({ conversation: { id, version } }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const mayPlay = useCan("recording.play");
  const query = useQuery({
    ...api.recordings.ofConversation.queryOptions({ input: { conversationId: id } }),
    enabled: mayPlay,
    refetchInterval: ({ state: { data } }) =>
      (data as Recording[] | undefined)?.some(isGoing) ? lookMs : false,
  });
  const { refetch } = query;
  // A call that begins or ends changes its conversation.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version is what it is asked for anew
  useEffect(() => {
    if (mayPlay) void refetch();
  }, [mayPlay, version, refetch]);
  const all = (query.data ?? []) as Recording[];
  if (!mayPlay || all.length === 0) return null;
  return (
    <section className={classes.block} aria-label={t("recordings.title")}>
      <h2>{t("recordings.title")}</h2>
      {all.map((recording) => (
        <One key={recording.id} recording={recording} />
      ))}
    </section>
  );
}

function One({ recording }: { recording: Recording }) {
  const { t } = useTranslation();
  const { startedAt, durationMs, consent, state, files, eraseAt } = recording;
  const mix = files.find(({ what }) => what === "mix");
  return (
    <article className={classes.one} data-recording={state}>
      <div className={classes.facts}>
        {startedAt ? <b className="numbers">{shortMoment(Date.parse(startedAt))}</b> : null}
        {durationMs ? <span className="numbers quiet">{duration(durationMs)}</span> : null}
        <span className="quiet small">{t(`recordings.consent_${consent}`)}</span>
      </div>
      {mix ? <MixPlayer recording={recording} mix={mix} /> : <Nothing recording={recording} />}
      {state === "failed" && mix ? <span className={classes.partly}>{t("recordings.partly")}</span> : null}
      {files
        .filter(({ what }) => what === "aside" || what === "pictures")
        .map((file) => (
          <SingleFile key={file.name} recording={recording} file={file} />
        ))}
      {eraseAt && files.length > 0 ? (
        <span className="quiet small">
          {t("recordings.eraseAt", { date: shortMoment(Date.parse(eraseAt)) })}
        </span>
      ) : null}
    </article>
  );
}

/** Why there is nothing to listen to. */
function Nothing({ recording: { state } }: { recording: Recording }) {
  const { t } = useTranslation();
  return (
    <span className="quiet small" role="status">
      {state === "recording" || state === "paused" ? t("recordings.being") : t(`recordings.none_${state}`)}
    </span>
  );
}
