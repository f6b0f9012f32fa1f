import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { callText, movedText, notedWording } from "#renderer/platform/i18n/course-words.ts";
import type { EventStep } from "./way.ts";
import { WayTime } from "./way-time.tsx";
import classes from "./why.module.css";

/** What moved the conversation, in a sentence. */
export function WayEvent({ step }: { step: EventStep }) {
  const { t } = useTranslation();
  return (
    <div className={classes.stepHead}>
      <WayTime at={step.at} />
      <bdi className={classes.moved}>{eventText(step, t)}</bdi>
    </div>
  );
}

function eventText({ body, author }: EventStep, t: TFunction): string {
  const someone = author.name || t("timeline.someone");
  switch (body.kind) {
    case "opened":
      return t("timeline.opened", { queue: body.queue.name });
    case "assigned":
      return t("howRouted.took", { name: body.agent.name });
    case "transferred":
      return movedText(body, author, t);
    case "closed":
      return t("timeline.closedPlain", { name: someone });
    case "reopened":
      return t("timeline.reopened");
    case "call":
      return callText(body, someone, t);
    case "noted":
      return notedText(body, t);
    default:
      return "";
  }
}

type Noted = Extract<EventStep["body"], { kind: "noted" }>;

function notedText(body: Noted, t: TFunction): string {
  const { what, who, detail } = body;
  const { why, to } = detail;
  if (what === "overflowed" && (why === "closed" || why === "waited" || why === "full")) {
    const left = t(`howRouted.left_${why}`, { queue: `${detail.queue ?? ""}` });
    if (to !== "queue" && to !== "message" && to !== "callback") return left;
    return `${left}: ${t(`howRouted.goes_${to}`, { name: `${detail.name ?? ""}` })}`;
  }
  return t(`noted.${what}`, {
    who: who?.name ?? t("timeline.someone"),
    ...detail,
    ...notedWording(body),
  });
}
