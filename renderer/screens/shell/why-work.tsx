import { useNavigate } from "@tanstack/react-router";
import { useLists } from "#renderer/features/conversations/index.ts";
import { type Mends, openWhyNoWork, useWhyNoWork, WhyNoWork } from "#renderer/features/routing-why/index.ts";
import { useMedia, useStatus } from "#renderer/features/status/index.ts";

/** "Why am I not getting work?" with its buttons: each does what the status menu and the workspace do. */
export function WhyWork({ onOpen }: { onOpen: (conversationId: string) => void }) {
  return useWhyNoWork() ? <Joined onOpen={onOpen} /> : null;
}

function Joined({ onOpen }: { onOpen: (conversationId: string) => void }) {
  const navigate = useNavigate();
  const status = useStatus();
  const switches = useMedia(status);
  const { mine } = useLists();
  const goToWork = (conversationId?: string) => {
    openWhyNoWork(false);
    if (conversationId) onOpen(conversationId);
    else void navigate({ to: "/workspace" });
  };
  const mends: Mends = status.reason
    ? { sign_in: () => location.reload() }
    : {
        sign_in: () => location.reload(),
        ready: () => status.choose({ status: "ready" }),
        cancel_next: status.cancelNext,
        // Off here: one press switches it on. On here, and off at another device alone, is no obstacle.
        switch_on: (medium) => switches.find((one) => one.medium === medium && !one.on)?.toggle(),
        end_wrap_up: () => goToWork(mine.find(({ wrapUp }) => wrapUp !== null)?.id),
        close_or_park: () => goToWork(mine[0]?.id),
        answer_offer: () => openWhyNoWork(false),
      };
  return <WhyNoWork mends={mends} stamp={`${status.mine.version}`} />;
}
