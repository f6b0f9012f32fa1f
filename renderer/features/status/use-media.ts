import { useMutation } from "@tanstack/react-query";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { deviceId } from "#renderer/platform/device-id.ts";
import type { Offer } from "#shared/contract/conversations.ts";
import type { AgentStatus } from "#shared/contract/statuses.ts";
import { type Medium, media } from "#shared/domain/media.ts";
import { shownSwitch } from "#shared/domain/status/index.ts";
import { ringsHere } from "./rings-here.ts";
import { statusStore, withStatus } from "./status-store.ts";
import type { useStatus } from "./use-status.ts";

/** The media of this device: on, off, or on and paused while he is not ready. */
export function useMedia({ mine }: Pick<ReturnType<typeof useStatus>, "mine">) {
  const { api, me } = useDesk();
  const id = deviceId();
  const here = mine.devices.find((device) => device.deviceId === id);
  const set = useMutation({
    ...api.status.media.set.mutationOptions(),
    onSuccess: (now) => statusStore.setState((state) => withStatus(state, now as AgentStatus, me.id)),
  });
  return media.map((medium: Medium) => {
    const on = here?.[medium] ?? true;
    return {
      medium,
      on,
      state: shownSwitch(on, mine.status),
      toggle: () => set.mutate({ deviceId: id, medium, on: !on }),
    };
  });
}

/** Whether an offer is heard on this device now. */
export const isHeardHere = (offer: Pick<Offer, "medium" | "reason">): boolean =>
  ringsHere(statusStore.getState().mine?.devices ?? [], deviceId(), offer);
