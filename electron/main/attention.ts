import type { Answer } from "./ipc.ts";

type Flashing = {
  isVisible(): boolean;
  isMinimized(): boolean;
  isFocused(): boolean;
  showInactive(): void;
  flashFrame(on: boolean): void;
};

type AttentionDeps = {
  answer: Answer;
  windows(): readonly Flashing[];
  setBadge(count: number): void;
};

/** The badge, and the flashing of the taskbar entry. Never takes the focus from somebody who is typing. */
export function startAttention({ answer, windows, setBadge }: AttentionDeps): void {
  answer("badge.set", (count) => setBadge(count));
  answer("window.attention", ({ on }) => {
    for (const window of windows()) {
      // What rings is on screen: a hidden window comes up behind the one in use.
      if (on && !window.isVisible() && !window.isMinimized()) window.showInactive();
      window.flashFrame(on && !window.isFocused());
    }
  });
}
