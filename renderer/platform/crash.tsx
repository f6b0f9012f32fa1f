import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Boundary } from "#renderer/ui/crash.tsx";
import { IconAlertTriangle } from "#renderer/ui/icons.ts";
import { Empty } from "#renderer/ui/notes.tsx";

/** A part of the screen has failed: what that means, and the way out. */
export function Crashed() {
  const { t } = useTranslation();
  return (
    <div role="alert" style={{ display: "grid", placeItems: "center", height: "100%", padding: 16 }}>
      <Empty
        icon={<IconAlertTriangle size={28} stroke={1.5} aria-hidden />}
        title={t("app.crashed")}
        hint={t("app.crashedHint")}
      >
        <Button size="xs" onClick={() => location.reload()}>
          {t("app.reload")}
        </Button>
      </Empty>
    </div>
  );
}

/** A part that may fail without taking the others along. */
export const Part = ({ children }: { children: ReactNode }) => (
  <Boundary instead={<Crashed />}>{children}</Boundary>
);
