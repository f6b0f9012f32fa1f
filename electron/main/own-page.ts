import { AppPath } from "../../shared/bridge/desktop.ts";

export const APP_SCHEME = "app";
export const APP_HOST = "sidetone";
/** The origin that the server sees and has to allow. */
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`;

/** Whether an address is a page of ours. Compares parsed parts, since `app://sidetone.evil/` starts the same way. */
export function isOwnPage(address: string | undefined | null): boolean {
  if (!address) return false;
  try {
    const url = new URL(address);
    return (
      url.protocol === `${APP_SCHEME}:` && url.host === APP_HOST && url.username === "" && url.password === ""
    );
  } catch {
    return false;
  }
}

/** The full address of a place inside the app; anything that is not such a place becomes the first page. */
export const pageAddress = (path: string): string =>
  APP_ORIGIN + (AppPath.safeParse(path).success ? path : "/");
