import { Modal } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { machineClock } from "#renderer/platform/clock.ts";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { createBrowserPeer } from "#renderer/platform/media/browser-peer.ts";
import { createCapture } from "#renderer/platform/media/capture.ts";
import { openDevice } from "#renderer/platform/media/devices.ts";
import { tryConnection } from "#renderer/platform/media/try-connection.ts";
import { useObservable } from "#renderer/platform/observable.ts";
import classes from "./check.module.css";
import { CameraStep, ConnectionStep, MicrophoneStep, SpeakerStep } from "./check-steps.tsx";
import {
  type ConnectionFound,
  type MicrophoneFound,
  markOfConnection,
  markOfMicrophone,
  verdictOf,
} from "./check-verdict.ts";

/** Microphone, speaker, ring, camera and the way to the server, tried before anybody is kept waiting for them. */
export function CheckDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("callMedia.check")}
      size={520}
      closeButtonProps={{ "aria-label": t("callMedia.close") }}
    >
      <Check />
    </Modal>
  );
}

function Check() {
  const { t } = useTranslation();
  const [microphone] = useState(() => createCapture(() => openDevice("microphone")));
  const [isHeard, setHeard] = useState(false);
  useEffect(() => {
    microphone.start();
    return microphone.stop;
  }, [microphone]);
  const { track, opening, problem } = useObservable(microphone.state);
  const found: MicrophoneFound = problem ? "problem" : isHeard ? "heard" : "quiet";
  const { connection, measure } = useTrial(track, !opening);
  const verdict = verdictOf([markOfMicrophone(found), markOfConnection(connection)]);
  return (
    <div className={classes.check}>
      <p className="quiet small">{t("callMedia.checkHint")}</p>
      <p className={classes.verdict} data-verdict={verdict} role="status">
        {t(`callMedia.${verdict}`)}
      </p>
      <MicrophoneStep track={track} problem={problem} found={found} onHeard={setHeard} />
      <SpeakerStep />
      <CameraStep />
      <ConnectionStep found={connection} onAgain={measure} />
    </div>
  );
}

/** Measures the way to the server once the microphone is open or cannot be had, and again when it is asked to. */
function useTrial(voice: MediaStreamTrack | null, isReady: boolean) {
  const { client } = useDesk();
  const [connection, setConnection] = useState<ConnectionFound>("measuring");
  const [turn, setTurn] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured once for each turn, with the voice there is then.
  useEffect(() => {
    if (!isReady) return;
    let isOver = false;
    setConnection("measuring");
    tryConnection(
      {
        clock: machineClock,
        createPeer: () => createBrowserPeer({ video: false }),
        connect: (offer) => client.calls.tryOut({ offer }),
      },
      voice,
    ).then(
      (quality) => isOver || setConnection(quality ?? "nothing"),
      () => isOver || setConnection("nothing"),
    );
    return () => {
      isOver = true;
    };
  }, [isReady, turn]);
  return { connection, measure: () => setTurn((now) => now + 1) };
}
