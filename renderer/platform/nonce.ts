import { setNonce } from "get-nonce";

/** The nonce of this page's policy, which whoever serves the page has put into its head. */
export function styleNonce(): string {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]');
  return meta?.content ?? "";
}

/** Tells the scroll lock of the dialogs, which writes a `<style>` of its own. */
export const shareNonce = () => setNonce(styleNonce());
