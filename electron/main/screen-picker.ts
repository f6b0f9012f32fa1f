import { isOwnPage } from "./own-page.ts";

/** A screen or a window, as Electron names it. */
export type ScreenSource = { id: string; name: string };
export type ScreenRequest = { frame: { url: string; parent: unknown } | null; videoRequested: boolean };
type Entry = { label: string; click(): void };

type PickerDeps<S extends ScreenSource> = {
  list(): Promise<readonly S[]>;
  /** Opens a menu of the system; `closed` comes when it is gone, chosen or not. */
  open(entries: Entry[], closed: () => void): void;
};

export type PickScreen<S extends ScreenSource = ScreenSource> = (
  request: ScreenRequest,
) => Promise<S | undefined>;

const mostShown = 30;
/** On some systems the click is told after the menu has closed. */
const clickMs = 300;

/**
 * Lets a person choose what to show, in a menu that the page can neither see nor press: a page that was taken over could
 * ask, and would show nothing. Nothing chosen is nothing shown.
 */
export function createScreenPicker<S extends ScreenSource>({ list, open }: PickerDeps<S>): PickScreen<S> {
  let isOpen = false;
  return async ({ frame, videoRequested }) => {
    if (isOpen || !videoRequested || !frame || frame.parent !== null || !isOwnPage(frame.url))
      return undefined;
    isOpen = true;
    try {
      const sources = (await list()).slice(0, mostShown);
      if (sources.length === 0) return undefined;
      return await new Promise<S | undefined>((resolve) => {
        const entries = sources.map((source) => ({
          label: source.name.slice(0, 80).replaceAll("&", "&&") || source.id,
          click: () => resolve(source),
        }));
        open(entries, () => setTimeout(() => resolve(undefined), clickMs));
      });
    } finally {
      isOpen = false;
    }
  };
}
