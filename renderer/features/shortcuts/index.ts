export { KeepShortcut } from "./keep-shortcut.tsx";
export { ShortcutsPage } from "./shortcuts-page.tsx";
export { ShortcutsPanel } from "./shortcuts-panel.tsx";
