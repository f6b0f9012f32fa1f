import { type ComponentProps, lazy, Suspense, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useCan } from "#renderer/platform/desk-context.tsx";
import { useKeys } from "#renderer/platform/keyboard.ts";
import { useObservable } from "#renderer/platform/observable.ts";
import { IconAction } from "#renderer/ui/action.tsx";
import { IconDialpad } from "#renderer/ui/icons.ts";
import { closeSoftphone, openSoftphone, softphone } from "./open-softphone.ts";
import type { SoftphonePane } from "./softphone-pane.tsx";

/** With what numbers are read and written: loaded when somebody opens it. */
const Pane = lazy(async () => ({ default: (await import("./softphone-pane.tsx")).SoftphonePane }));

/** The softphone's button in the top bar, and its pane; there for those who answer calls. */
export function Softphone(props: ComponentProps<typeof SoftphonePane>) {
  const { t } = useTranslation();
  const may = useCan("call.answer");
  const { open } = useObservable(softphone);
  const toggle = () => (softphone.get().open ? closeSoftphone() : openSoftphone());
  useKeys(may ? { "Control+d": () => openSoftphone() } : {});
  useNumberLinks(may);
  if (!may) return null;
  return (
    <>
      <IconAction label={t("softphone.open")} keys="Ctrl+D" pressed={open} size={30} onClick={toggle}>
        <IconDialpad size={18} stroke={1.7} />
      </IconAction>
      {open ? (
        <Suspense fallback={null}>
          <Pane {...props} />
        </Suspense>
      ) : null}
    </>
  );
}

/** Links to numbers, wherever they stand, fill the field; they never call. */
function useNumberLinks(may: boolean): void {
  useEffect(() => {
    if (!may) return;
    const follow = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
      const address = link?.getAttribute("href") ?? "";
      if (!/^(tel|callto):/i.test(address) || event.button !== 0) return;
      event.preventDefault();
      event.stopPropagation();
      openSoftphone(numberIn(address));
    };
    document.addEventListener("click", follow, true);
    return () => document.removeEventListener("click", follow, true);
  }, [may]);
}

/** The number of a link, as it was written; what is no number is left out. */
function numberIn(address: string): string {
  const [, rest = ""] = /^(?:tel|callto):(.*)$/i.exec(address) ?? [];
  try {
    return (
      decodeURIComponent(rest)
        .split(/[;?]/)[0]
        ?.replaceAll(/[^\d+*#().\s-]/g, "")
        .slice(0, 40) ?? ""
    );
  } catch {
    return "";
  }
}
