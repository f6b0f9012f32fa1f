/** @jsxImportSource preact */
import { render } from "preact";
import { type FrameMessage, type HostMessage, heard } from "../protocol.ts";
import { createChat } from "./chat.ts";
import { hostShapes } from "./host-shapes.ts";
import { createKeep } from "./storage.ts";
import { App } from "./ui/app.tsx";

const query = new URLSearchParams(location.search);
const workspace = query.get("key") ?? "";
const site = originOf(query.get("site"));
const host = window.parent;

/** Only the page that embeds us may speak, and only from the origin it said to have: nobody else hears us. */
if (site && host !== window) {
  const post = (message: FrameMessage) => host.postMessage({ sidetone: message }, site);
  const chat = createChat(workspace, createKeep(workspace), post);
  addEventListener("message", (event) => {
    const message = heard<HostMessage>(event, { window: host, origin: site }, hostShapes);
    if (message) chat.hear(message);
  });
  render(<App chat={chat} />, document.getElementById("app") as HTMLElement);
  post({ type: "ready" });
}

function originOf(text: string | null): string | undefined {
  try {
    const { origin, protocol } = new URL(text ?? "");
    return protocol.startsWith("http") ? origin : undefined;
  } catch {
    return undefined;
  }
}
