/** @jsxImportSource preact */
import type { Chat } from "../chat.ts";
import type { MessageLine } from "../lines.ts";
import { Attachment } from "./attachment.tsx";
import { initials } from "./header.tsx";
import { Icon, type IconName } from "./icons.tsx";
import { RichText } from "./rich-text.tsx";
import { localeOf, useSpeech } from "./use-source.ts";

const marks: Readonly<Record<NonNullable<MessageLine["delivery"]>, IconName>> = {
  queued: "clock",
  sending: "clock",
  failed: "alert",
  sent: "check",
  read: "checks",
};

/** One message, with its true state when it is one's own. */
export function Message({ line, chat }: { line: MessageLine; chat: Chat }) {
  const { say, language } = useSpeech();
  const { mine, first, last, author, text, files, delivery } = line;
  const time = new Intl.DateTimeFormat(localeOf(language), { hour: "2-digit", minute: "2-digit" }).format(
    line.at,
  );
  return (
    <div class={`row ${mine ? "mine" : "theirs"} ${last ? "last" : ""}`}>
      {!mine && (
        <span class="face" aria-hidden="true">
          {last ? initials(author) : ""}
        </span>
      )}
      <div class="said">
        {first && <span class={mine ? "hidden" : "author"}>{mine ? say("you") : <bdi>{author}</bdi>}</span>}
        {text && (
          <div class={`bubble ${delivery === "failed" ? "lost" : ""}`} dir="auto">
            <RichText text={text} />
          </div>
        )}
        {line.choices && (
          <fieldset class="choices" aria-label={say("choices")}>
            {line.choices.map((choice) => (
              <button key={choice} type="button" onClick={() => void chat.send(choice).catch(() => {})}>
                {choice}
              </button>
            ))}
          </fieldset>
        )}
        {files.map((file) => (
          <Attachment key={file.id} file={file} load={chat.loadFile} />
        ))}
        {line.unsentFiles.map((name) => (
          <span key={name} class="file">
            <Icon name="file" /> <bdi class="name">{name}</bdi>
          </span>
        ))}
        {delivery === "failed" ? (
          <Failed line={line} chat={chat} />
        ) : (
          (last || delivery === "queued") && (
            <span class={`meta ${delivery ?? ""}`}>
              <time dateTime={new Date(line.at).toISOString()}>{time}</time>
              {delivery && (
                <>
                  <Icon name={marks[delivery]} size={14} />
                  {say(delivery)}
                </>
              )}
            </span>
          )
        )}
      </div>
    </div>
  );
}

function Failed({ line, chat }: { line: MessageLine; chat: Chat }) {
  const { say } = useSpeech();
  const isFirst = chat.state.get().starting?.clientId === line.key;
  return (
    <span class="meta bad" role="alert">
      <Icon name="alert" size={14} />
      {say("failed")}
      <button type="button" onClick={() => (isFirst ? chat.retryFirst() : chat.retry(line.key))}>
        {say("retry")}
      </button>
      <button type="button" onClick={() => (isFirst ? chat.discardFirst() : chat.discard(line.key))}>
        {say("discard")}
      </button>
    </span>
  );
}
