/** @jsxImportSource preact */
import type { ChatState } from "../chat-state.ts";
import type { TextKey } from "../i18n/en.ts";
import { Icon } from "./icons.tsx";
import { useSpeech } from "./use-source.ts";

const reasons: Readonly<Record<string, TextKey>> = {
  "origin.not_allowed": "refusedSite",
  "workspace.not_found": "refusedSite",
  "visitor.identity_required": "identityRequired",
  "visitor.identity_invalid": "identityInvalid",
};

/** Why one cannot chat here, and the way out. */
export function Refusal({ state, retry }: { state: ChatState; retry: () => void }) {
  const { say } = useSpeech();
  return (
    <main class="center">
      <span class="muted">
        <Icon name="alert" size={32} />
      </span>
      <p role="alert">{say(reasons[state.problem ?? ""] ?? "broken")}</p>
      <button type="button" class="plain" onClick={retry}>
        {say("tryAgain")}
      </button>
    </main>
  );
}
