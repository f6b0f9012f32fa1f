import { Modal } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { useFocusBack } from "#renderer/ui/use-focus-back.ts";
import type { ShownLog } from "#shared/contract/statuses.ts";
import { LogView, pages } from "./log-view.tsx";
import { statusDialogs } from "./status-dialogs.ts";

/** One's own status log. */
export function StatusLog() {
  const { t } = useTranslation();
  const { api } = useDesk();
  useFocusBack();
  const [show, setShow] = useState<ShownLog>("status");
  const query = useInfiniteQuery({
    ...api.status.ownLog.infiniteOptions({
      input: (before: number | undefined) => pages.input(show, before) as never,
      initialPageParam: undefined as number | undefined,
      getNextPageParam: pages.next,
    }),
    staleTime: 0,
  });
  return (
    <Modal
      opened
      size="xl"
      onClose={() => statusDialogs.setState({ log: false })}
      title={t("status.logTitle")}
      closeButtonProps={{ "aria-label": t("app.cancel") }}
    >
      <LogView query={query as never} show={show} onShow={setShow} of="own" />
    </Modal>
  );
}
