import { inkOn } from "../ink.ts";
import { css } from "./style.ts";

const svg = "http://www.w3.org/2000/svg";
/** Beats every rule of the page: inline `!important` stands above any selector's. */
const shield =
  "all:initial!important;display:block!important;position:static!important;visibility:visible!important";

export interface View {
  readonly launcher: HTMLButtonElement;
  readonly panel: HTMLElement;
  readonly host: HTMLElement;
  badge(count: number, label: string): void;
  setOpen(open: boolean, label: string): void;
  /** Shows the panel as a small bubble of this height while it is closed; 0: not. */
  tease(height: number): void;
}

/** Draws launcher and empty panel. No markup strings: pages with Trusted Types refuse them. */
export function drawView(accent: string, title: string): View {
  const host = document.createElement("sidetone-widget");
  host.style.cssText = shield;
  const root = host.attachShadow({ mode: "open" });
  addStyle(root);

  const launcher = document.createElement("button");
  launcher.type = "button";
  launcher.className = "l";
  launcher.setAttribute("aria-expanded", "false");
  launcher.append(
    icon("c", "M21 12a8 8 0 0 1-8 8H4l1.6-3.4A8 8 0 1 1 21 12zM9 12h.01M13 12h.01M17 12h.01"),
    icon("x", "M6 9l6 6 6-6"),
  );
  const badge = document.createElement("span");
  badge.className = "b";
  launcher.append(badge);

  const panel = document.createElement("div");
  panel.className = "p";
  panel.setAttribute("role", "dialog");
  panel.setAttribute("aria-label", title);
  for (const part of [launcher, panel]) {
    part.style.setProperty("--a", accent);
    part.style.setProperty("--t", inkOn(accent));
  }
  root.append(panel, launcher);
  // Beside <body>, not in it: a body that is hidden, moved or emptied does not take us along.
  document.documentElement.append(host);

  return {
    launcher,
    panel,
    host,
    badge(count, label) {
      badge.textContent = count > 0 ? (count > 99 ? "99+" : String(count)) : "";
      launcher.setAttribute("aria-label", label);
    },
    tease(height) {
      panel.style.setProperty("--h", `${height}px`);
      panel.classList.toggle("t", height > 0);
    },
    setOpen(open, label) {
      panel.classList.toggle("o", open);
      launcher.classList.toggle("o", open);
      launcher.setAttribute("aria-expanded", String(open));
      launcher.setAttribute("aria-label", label);
    },
  };
}

/** A constructed sheet is not an inline style, so a strict policy of the page does not stop it. */
function addStyle(root: ShadowRoot): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
  } catch {
    const style = document.createElement("style");
    style.textContent = css;
    root.append(style);
  }
}

function icon(name: string, path: string): SVGElement {
  const picture = document.createElementNS(svg, "svg");
  picture.setAttribute("viewBox", "0 0 24 24");
  picture.setAttribute("class", name);
  picture.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(svg, "path");
  line.setAttribute("d", path);
  picture.append(line);
  return picture;
}
