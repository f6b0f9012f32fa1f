import "#renderer/ui/global.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { startTexts } from "#renderer/platform/i18n/index.ts";
import { shareNonce } from "#renderer/platform/nonce.ts";
import { guardMarkup } from "#renderer/platform/trusted-types.ts";
import { App } from "./app.tsx";
import type { Ways } from "./doors.ts";
import { createGate } from "./gate.ts";
import { hashOf } from "./places.ts";

/**
 * The page's policy forbids making code of text; without this the schemas would try, and be reported. Said through
 * zod's global configuration, because importing zod here would make the sign-in page wait for it.
 */
function forbidCompiledSchemas(): void {
  const place = globalThis as { __zod_globalConfig?: { jitless?: boolean } };
  // Into the object that is there: zod keeps the one it found when it was loaded, which may have been before this.
  place.__zod_globalConfig ??= {};
  place.__zod_globalConfig.jitless = true;
}

/** Starts the page. */
export async function start(ways: Ways): Promise<void> {
  guardMarkup();
  shareNonce();
  forbidCompiledSchemas();
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
