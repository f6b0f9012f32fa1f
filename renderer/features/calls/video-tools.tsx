import { Menu } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useBlur } from "#renderer/platform/media/use-blur.ts";
import { useObservable } from "#renderer/platform/observable.ts";
import { IconAction } from "#renderer/ui/action.tsx";
import {
  IconBlur,
  IconLayoutGrid,
  IconScreenShare,
  IconScreenShareOff,
  IconVideo,
  IconVideoOff,
} from "#renderer/ui/icons.ts";
import type { CarriedCall } from "./carried-call.ts";
import { type Layout, layouts, videoLayout } from "./video-layout.ts";

/** Camera, what is behind one, and screen, on and off. */
export function Sending({ carried: { media } }: { carried: CarriedCall }) {
  const { t } = useTranslation();
  const camera = useObservable(media.camera.state);
  const screen = useObservable(media.screen.state);
  const blur = useBlur(camera.track);
  const isOn = camera.track !== null;
  const shares = screen.track !== null;
  return (
    <>
      <IconAction
        label={t(isOn ? "calls.video.cameraOff" : "calls.video.cameraOn")}
        pressed={!isOn}
        onClick={isOn ? media.camera.stop : media.camera.start}
      >
        {isOn ? <IconVideo size={18} stroke={1.7} /> : <IconVideoOff size={18} stroke={1.7} />}
      </IconAction>
      {blur ? (
        <IconAction
          label={t(blur.isOn ? "callMedia.blurOff" : "callMedia.blurOn")}
          pressed={blur.isOn}
          onClick={blur.toggle}
        >
          <IconBlur size={18} stroke={1.7} />
        </IconAction>
      ) : null}
      <IconAction
        label={t(shares ? "calls.video.stopSharing" : "calls.video.share")}
        pressed={shares}
        onClick={shares ? media.screen.stop : media.screen.start}
      >
        {shares ? <IconScreenShareOff size={18} stroke={1.7} /> : <IconScreenShare size={18} stroke={1.7} />}
      </IconAction>
    </>
  );
}

/** How the pictures are laid out; it is kept on this machine. */
export function LayoutMenu() {
  const { t } = useTranslation();
  const layout = useObservable(videoLayout);
  return (
    <Menu position="top-end" withinPortal>
      <Menu.Target>
        <IconAction label={t("callMedia.layout")} onClick={() => {}}>
          <IconLayoutGrid size={18} stroke={1.7} />
        </IconAction>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={layout} onChange={(chosen) => videoLayout.set(chosen as Layout)}>
          {layouts.map((one) => (
            <Menu.RadioItem key={one} value={one} closeMenuOnClick>
              {t(`callMedia.layout_${one}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
