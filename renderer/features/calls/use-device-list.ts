import { useEffect, useState } from "react";

type Kind = MediaDeviceInfo["kind"];

/** The devices of this machine, as they are plugged in and pulled out. Names are known once one was opened. */
export function useDeviceList(kind: Kind): MediaDeviceInfo[] {
  const [devices, setDevices] = useState<MediaDeviceInfo[]>([]);
  useEffect(() => {
    const { mediaDevices } = navigator;
    if (!mediaDevices) return;
    let isThere = true;
    const look = () =>
      mediaDevices.enumerateDevices().then(
        (all) => {
          // "default" and "communications" are other names of devices that are in the list.
          const own = all.filter((one) => one.kind === kind && one.deviceId.length > 16);
          if (isThere) setDevices(own);
        },
        () => {},
      );
    void look();
    mediaDevices.addEventListener("devicechange", look);
    return () => {
      isThere = false;
      mediaDevices.removeEventListener("devicechange", look);
    };
  }, [kind]);
  return devices;
}
