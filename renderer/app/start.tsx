import "#renderer/ui/global.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { config } from "zod";
import { startTexts } from "#renderer/platform/i18n/index.ts";
import { shareNonce } from "#renderer/platform/nonce.ts";
import { guardMarkup } from "#renderer/platform/trusted-types.ts";
import { App } from "./app.tsx";
import type { Ways } from "./doors.ts";
import { createGate } from "./gate.ts";
import { hashOf } from "./places.ts";

/** Starts the page. */
export async function start(ways: Ways): Promise<void> {
  guardMarkup();
  shareNonce();
  // The page's policy forbids making code of text; without this the schemas would try, and be reported.
  config({ jitless: true });
  const { base, hash } = hashOf(location.pathname, location.hash);
  history.replaceState(null, "", base + location.search + hash);
  // A file dropped beside its target must not replace the app.
  for (const name of ["dragover", "drop"] as const)
    window.addEventListener(name, (event) => event.preventDefault());
  await startTexts();
  const gate = createGate(ways);
  const root = document.getElementById("root");
  if (!root) throw new Error("the page has no #root");
  createRoot(root).render(
    <StrictMode>
      <App gate={gate} ways={ways} />
    </StrictMode>,
  );
  gate.enter();
}
