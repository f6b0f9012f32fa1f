/** @jsxImportSource preact */
import { useEffect, useRef } from "preact/hooks";
import type { Chat } from "../chat.ts";
import type { Teaser as Words } from "../teaser.ts";
import { initials } from "./header.tsx";
import { Icon } from "./icons.tsx";
import { useSpeech } from "./use-source.ts";

/** A bubble above the closed widget's button; a click opens, the cross puts it away. */
export function Teaser({ chat, words }: { chat: Chat; words: Words }) {
  const { say } = useSpeech();
  const { name } = words;
  const text = words.say ? say(words.say) : words.text;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const node = box.current;
    if (!node) return;
    const tell = () => chat.tease(Math.ceil(node.offsetHeight));
    const watch = new ResizeObserver(tell);
    watch.observe(node);
    tell();
    return () => {
      watch.disconnect();
      chat.tease(0);
    };
  }, [chat]);
  return (
    <div class="teaser" ref={box} role="status">
      <button type="button" class="tease" onClick={chat.open}>
        <span class="face" aria-hidden="true">
          {initials(name)}
        </span>
        <span class="words">
          <b>
            <bdi>{name}</bdi>
          </b>
          <span dir="auto">{text}</span>
        </span>
      </button>
      <button
        type="button"
        class="tool"
        aria-label={say("notNow")}
        title={say("notNow")}
        onClick={chat.notNow}
      >
        <Icon name="close" size={16} />
      </button>
    </div>
  );
}
