import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import classes from "./calls.module.css";
import { DockRow } from "./dock-row.tsx";
import { type MyCall, useMyCalls } from "./use-calls.ts";

interface CallDockProps {
  readonly onOpen: (conversationId: string) => void;
  /** What is written down of a call. */
  readonly noteOf: (callId: string) => ReactNode;
}

/** One's calls, at the bottom of every page. What floats stands above it: `--dock` is its height. */
export function CallDock({ onOpen, noteOf }: CallDockProps) {
  const { t } = useTranslation();
  const calls = useMyCalls();
  // The keys are for the call in which one talks, not for the one that is put aside.
  const keyed = calls.find(({ call }) => call.state !== "held") ?? calls[0];
  if (calls.length === 0) return null;
  return (
    <Foot label={t("calls.dock")}>
      {calls.map((mine: MyCall) => (
        <DockRow key={mine.call.id} mine={mine} hasKeys={mine === keyed} onOpen={onOpen}>
          {noteOf(mine.call.id)}
        </DockRow>
      ))}
    </Foot>
  );
}

function Foot({ label, children }: { label: string; children: ReactNode }) {
  const foot = useRef<HTMLElement>(null);
  useEffect(() => {
    const { style } = document.documentElement;
    const measure = () => style.setProperty("--dock", `${foot.current?.offsetHeight ?? 0}px`);
    const watch = new ResizeObserver(measure);
    if (foot.current) watch.observe(foot.current);
    measure();
    return () => {
      watch.disconnect();
      style.removeProperty("--dock");
    };
  }, []);
  return (
    <section className={classes.dock} aria-label={label} ref={foot} data-call-dock>
      {children}
    </section>
  );
}
