/** By this name, and only by it, the desktop lets its page open a window. */
const name = "sidetone-pictures";

/** A window beside the app's, in the same program: what is shown there goes on being ours. */
export interface PictureWindow {
  readonly body: HTMLElement;
  close(): void;
}

/**
 * Opens an empty window with our look; undefined when the browser does not let us. `closed` comes when it is gone,
 * whoever closed it. It never outlives the page that opened it.
 */
export function openPictureWindow(title: string, closed: () => void): PictureWindow | undefined {
  const opened = window.open("about:blank", name, "popup,width=760,height=480");
  if (!opened) return undefined;
  const { document: its } = opened;
  its.title = title;
  its.documentElement.lang = document.documentElement.lang;
  for (const sheet of document.querySelectorAll<HTMLElement>("link[rel=stylesheet], style")) {
    const copy = its.importNode(sheet, true);
    copy.nonce = sheet.nonce;
    // The address of the new window is no place to start from.
    if (sheet instanceof HTMLLinkElement) copy.setAttribute("href", sheet.href);
    its.head.append(copy);
  }
  const followLook = () => {
    for (const { name: key, value } of document.documentElement.attributes)
      if (key.startsWith("data-")) its.documentElement.setAttribute(key, value);
  };
  followLook();
  const look = new MutationObserver(followLook);
  look.observe(document.documentElement, { attributes: true });
  const close = () => opened.close();
  window.addEventListener("pagehide", close);
  // Not by its events alone: a window that is closed by the system says nothing.
  const timer = setInterval(() => {
    if (opened.closed) gone();
  }, 300);
  function gone(): void {
    clearInterval(timer);
    look.disconnect();
    window.removeEventListener("pagehide", close);
    closed();
  }
  return {
    body: its.body,
    close() {
      opened.close();
    },
  };
}
