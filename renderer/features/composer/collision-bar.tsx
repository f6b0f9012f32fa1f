import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { IconAlertTriangle, IconHourglass, IconPencil } from "#renderer/ui/icons.ts";
import classes from "./composer.module.css";
import type { ComposerModel } from "./use-composer.ts";

/** Another one is writing here, has answered meanwhile, or the view is not up to date yet. */
export function CollisionBar({ composer, typing }: { composer: ComposerModel; typing: string | undefined }) {
  const { t } = useTranslation();
  const { guard } = composer;
  if (guard.asks !== undefined) {
    return (
      <div className={classes.collision} role="alert" data-warn>
        <IconAlertTriangle size={15} aria-hidden />
        <span>
          <b>{t("working.collision.answered", { name: guard.asks })}</b> {t("working.collision.ask")}
        </span>
        <Button size="compact-sm" variant="default" autoFocus onClick={composer.keepEditing}>
          {t("working.collision.keepEditing")}
        </Button>
        <Button size="compact-sm" color="#8f5300" onClick={guard.sendAnyway}>
          {t("working.collision.sendAnyway")}
        </Button>
      </div>
    );
  }
  if (guard.waits) {
    return (
      <div className={classes.collision} role="status" data-warn>
        <IconHourglass size={15} aria-hidden />
        <span>{t("working.collision.waiting")}</span>
        <Button size="compact-sm" variant="default" onClick={guard.cancel}>
          {t("working.collision.cancel")}
        </Button>
      </div>
    );
  }
  return typing === undefined ? null : (
    <div className={classes.collision} role="status">
      <IconPencil size={15} aria-hidden />
      <span>{t("working.collision.typing", { name: typing })}</span>
    </div>
  );
}
