import { Popover } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CallMedia } from "#renderer/platform/media/call-media.ts";
import { useObservable } from "#renderer/platform/observable.ts";
import { Action, IconAction } from "#renderer/ui/action.tsx";
import { IconSettings } from "#renderer/ui/icons.ts";
import { openDeviceCheck } from "./device-check.tsx";
import { DeviceFields, LevelBar } from "./device-fields.tsx";

interface MenuProps {
  readonly level: CallMedia["levels"];
  readonly withCamera: boolean;
}

/** Other devices during a call; it goes on meanwhile. */
export function DeviceMenu({ level, withCamera }: MenuProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <Popover
      opened={open}
      onChange={setOpen}
      position="top-end"
      withinPortal
      shadow="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <IconAction label={t("calls.devices.title")} pressed={open} size={34} onClick={() => setOpen(!open)}>
          <IconSettings size={18} stroke={1.7} />
        </IconAction>
      </Popover.Target>
      <Popover.Dropdown w={290}>
        <DeviceFields uses={withCamera ? ["microphone", "speaker", "camera"] : ["microphone", "speaker"]} />
        <OwnLevel level={level} />
        <Action
          mt={12}
          variant="default"
          onClick={() => {
            setOpen(false);
            openDeviceCheck();
          }}
        >
          {t("callMedia.check")}
        </Action>
      </Popover.Dropdown>
    </Popover>
  );
}

function OwnLevel({ level }: Pick<MenuProps, "level">) {
  const { t } = useTranslation();
  return <LevelBar level={useObservable(level).own} label={t("calls.devices.level")} />;
}
