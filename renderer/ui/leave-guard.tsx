import { Button, Modal } from "@mantine/core";
import { useBlocker } from "@tanstack/react-router";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "./setup.module.css";

interface Guard {
  /** Says what is not saved yet; null: nothing. */
  readonly hold: (id: string, unsaved: string | null) => void;
  /** Runs at once, or after a question when something is not saved. */
  readonly leave: (go: () => void) => void;
}

const GuardContext = createContext<Guard>({ hold: () => {}, leave: (go) => go() });

/** Asks before unsaved changes are left, by route or within the page. `SetupPage` and `Guarded` bring it. */
export function LeaveGuard({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const unsaved = useRef(new Map<string, string>());
  const [asked, setAsked] = useState<{ go: () => void; stay: () => void }>();
  const blocker = useBlocker({
    shouldBlockFn: () => unsaved.current.size > 0,
    withResolver: true,
    // The desktop would refuse to close its window without a word.
    enableBeforeUnload: () => unsaved.current.size > 0 && !("desktop" in window && window.desktop),
  });
  const guard = useMemo<Guard>(
    () => ({
      hold: (id, what) => {
        if (what === null) unsaved.current.delete(id);
        else unsaved.current.set(id, what);
      },
      leave: (go) => {
        if (unsaved.current.size === 0) return go();
        // Not at once: the Escape that asked would answer too.
        setTimeout(() => setAsked({ go, stay: () => {} }));
      },
    }),
    [],
  );
  const question =
    asked ?? (blocker.status === "blocked" ? { go: blocker.proceed, stay: blocker.reset } : undefined);
  const answer = (run: () => void) => {
    setAsked(undefined);
    run();
  };
  return (
    <GuardContext value={guard}>
      {children}
      <Modal
        opened={question !== undefined}
        onClose={() => question && answer(question.stay)}
        title={t("setup.leaveTitle")}
        withCloseButton={false}
        zIndex={400}
      >
        <p className={classes.dialogText}>
          {t("setup.leaveText", { what: [...unsaved.current.values()].join("; ") })}
        </p>
        <div className={classes.dialogFoot}>
          <Button
            variant="default"
            onClick={() => {
              unsaved.current.clear();
              if (question) answer(question.go);
            }}
          >
            {t("setup.leave")}
          </Button>
          <Button data-autofocus onClick={() => question && answer(question.stay)}>
            {t("setup.stay")}
          </Button>
        </div>
      </Modal>
    </GuardContext>
  );
}

/** Tells the guard that a form has unsaved changes. `SaveBar` does it by itself. */
export function useUnsaved(id: string, unsaved: string | null): void {
  const { hold } = useContext(GuardContext);
  useEffect(() => {
    hold(id, unsaved);
    return () => hold(id, null);
  }, [hold, id, unsaved]);
}

/** For what leaves a form within the page, such as choosing another row: `leave(() => choose(id))`. */
export const useLeave = (): ((go: () => void) => void) => useContext(GuardContext).leave;
