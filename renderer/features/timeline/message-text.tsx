import { Fragment, type MouseEvent, memo, type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { IconAlertTriangle } from "#renderer/ui/icons.ts";
import { type Part, readMessage } from "./markdown.ts";
import classes from "./message.module.css";

/** The words of a message, formatted; a plain tree of elements, never markup. */
export const MessageText = memo(function MessageText({ text }: { text: string }) {
  const { t } = useTranslation();
  const message = useMemo(() => readMessage(text), [text]);
  return (
    <div className={classes.text} dir="auto">
      <Parts parts={message.parts} />
      {message.cut ? <p className="quiet small">{t("timeline.truncated")}</p> : null}
    </div>
  );
});

// The parts of a message never move: their place is their identity.
const Parts = ({ parts }: { parts: readonly Part[] }): ReactNode =>
  parts.map((part, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: see above.
    <Fragment key={place}>
      <OnePart part={part} />
    </Fragment>
  ));

function OnePart({ part }: { part: Part }): ReactNode {
  switch (part.kind) {
    case "text":
      return part.text;
    case "break":
      return <br />;
    case "code":
      return part.block ? (
        <pre>
          <code>{part.text}</code>
        </pre>
      ) : (
        <code>{part.text}</code>
      );
    case "link":
      return <Link part={part} />;
    default: {
      const Tag = part.kind;
      return (
        <Tag dir={Tag === "p" || Tag === "li" ? "auto" : undefined}>
          <Parts parts={part.parts} />
        </Tag>
      );
    }
  }
}

function Link({ part }: { part: Extract<Part, { kind: "link" }> }) {
  const { t } = useTranslation();
  const { os } = useDesk();
  const { link, text, parts } = part;
  const follow = (event: MouseEvent) => {
    event.preventDefault();
    os.openExternal(link.href);
  };
  // Whoever names another place than the one behind the link gets the true one written beside it.
  const saysWhere = link.host === "" || text.includes(link.host);
  return (
    <>
      <a
        href={link.href}
        rel="noopener noreferrer nofollow"
        target="_blank"
        title={link.imitates ? t("timeline.suspicious", { host: link.host }) : link.href}
        onClick={follow}
      >
        <bdi>
          <Parts parts={parts} />
        </bdi>
      </a>
      {link.imitates ? (
        <span className={classes.warning} role="note">
          <IconAlertTriangle size={13} aria-hidden /> {t("timeline.suspicious", { host: link.host })}
        </span>
      ) : saysWhere ? null : (
        <span className="quiet small"> ({link.host})</span>
      )}
    </>
  );
}
