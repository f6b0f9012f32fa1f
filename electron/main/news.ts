import { desktop, type NewsName, type NewsPayload } from "../../shared/bridge/desktop.ts";
import { isOwnPage } from "./own-page.ts";

/** The part of a window that news needs. */
export type Hearer = {
  isDestroyed(): boolean;
  webContents: { getURL(): string; send(name: string, payload: unknown): void };
};

export type Tell = <K extends NewsName>(name: K, payload: NewsPayload<K>, only?: Hearer) => void;

/** Tells one window, or all of them, what the operating system did. Only our own page hears it. */
export const createTell =
  (windows: () => readonly Hearer[]): Tell =>
  (name, payload, only) => {
    const checked = desktop.news[name].parse(payload);
    for (const window of only ? [only] : windows()) {
      if (!window.isDestroyed() && isOwnPage(window.webContents.getURL()))
        window.webContents.send(name, checked);
    }
  };
