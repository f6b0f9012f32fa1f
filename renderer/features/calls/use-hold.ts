import { useEffect, useRef } from "react";

interface Hold {
  readonly down: () => void;
  readonly up: () => void;
}

/** A key that works while it is held. Let go too when the window loses the focus, for then nobody hears that. */
export function useHold(key: string, enabled: boolean, hold: Hold): void {
  const latest = useRef({ enabled, hold });
  useEffect(() => {
    latest.current = { enabled, hold };
  });
  useEffect(() => {
    let isDown = false;
    const letGo = () => {
      if (!isDown) return;
      isDown = false;
      latest.current.hold.up();
    };
    const press = (event: KeyboardEvent) => {
      if (event.key !== key) return;
      // The system's own meaning of it would take the focus away.
      event.preventDefault();
      if (event.repeat || isDown || !latest.current.enabled) return;
      isDown = true;
      latest.current.hold.down();
    };
    const release = (event: KeyboardEvent) => {
      if (event.key === key) letGo();
    };
    window.addEventListener("keydown", press);
    window.addEventListener("keyup", release);
    window.addEventListener("blur", letGo);
    return () => {
      window.removeEventListener("keydown", press);
      window.removeEventListener("keyup", release);
      window.removeEventListener("blur", letGo);
      letGo();
    };
  }, [key]);
}
