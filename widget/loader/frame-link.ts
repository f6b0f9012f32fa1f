import { type FrameMessage, frameShapes, type HostMessage, heard } from "../protocol.ts";
import type { Settings } from "./script-tag.ts";

export type Answers = { [K in FrameMessage["type"]]: (message: Extract<FrameMessage, { type: K }>) => void };

export interface FrameLink {
  /** Loads the frame; the page pays nothing for the conversation before this is called. */
  load(): void;
  focus(): void;
  say(message: HostMessage): void;
  remove(): void;
}

/** The frame on our origin, and the only way to talk with it. */
export function linkFrame(settings: Settings, into: HTMLElement, title: string, answers: Answers): FrameLink {
  let frame: HTMLIFrameElement | undefined;
  const listen = (event: MessageEvent) => {
    const from = { window: frame?.contentWindow, origin: settings.origin };
    const message = heard<FrameMessage>(event, from, frameShapes);
    if (message) (answers[message.type] as (message: FrameMessage) => void)(message);
  };
  addEventListener("message", listen);
  return {
    load() {
      if (frame) return;
      frame = document.createElement("iframe");
      frame.title = title;
      frame.allow = "autoplay; camera; clipboard-write; display-capture; microphone";
      const query = new URLSearchParams({ key: settings.workspace, site: location.origin });
      frame.src = `${settings.origin}/widget/frame?${query}`;
      into.append(frame);
    },
    focus: () => frame?.focus(),
    say: (message) => frame?.contentWindow?.postMessage({ sidetone: message }, settings.origin),
    remove: () => removeEventListener("message", listen),
  };
}
