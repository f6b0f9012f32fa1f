/** @jsxImportSource preact */
const paths = {
  close: "M6 9l6 6 6-6",
  send: "M5 12h13M12 5l7 7-7 7",
  clip: "M15 7l-6.5 6.5a1.5 1.5 0 0 0 3 3L18 10a3 3 0 0 0-6-6l-6.5 6.5a4.5 4.5 0 0 0 9 9L21 13",
  sound:
    "M10 5a2 2 0 1 1 4 0 7 7 0 0 1 4 6v3a4 4 0 0 0 2 3H4a4 4 0 0 0 2-3v-3a7 7 0 0 1 4-6M9 17v1a3 3 0 0 0 6 0v-1",
  mute: "M3 3l18 18M17 17H4a4 4 0 0 0 2-3v-3a7 7 0 0 1 1.3-3.8M9.3 5.4 10 5a2 2 0 1 1 4 0 7 7 0 0 1 4 6v3M9 17v1a3 3 0 0 0 6 0v-1",
  file: "M14 3v4a1 1 0 0 0 1 1h4M17 21H7a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2h7l5 5v11a2 2 0 0 1-2 2z",
  check: "M5 12l5 5L20 7",
  checks: "M7 12l5 5L22 7M2 12l5 5m5-5l5-5",
  clock: "M12 7v5l3 2M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18",
  alert: "M12 8v4m0 4h.01M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18",
  cross: "M18 6 6 18M6 6l12 12",
  down: "M12 5v14m-6-6 6 6 6-6",
  phone: "M5 4h4l2 5-2.500 1.500a11 11 0 0 0 5 5L15 13l5 2v4a2 2 0 0 1-2 2A16 16 0 0 1 3 6a2 2 0 0 1 2-2",
  video:
    "M15 10l4.600-2.300A1 1 0 0 1 21 8.600v6.800a1 1 0 0 1-1.400.900L15 14zM3 8a2 2 0 0 1 2-2h8a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2z",
  shield: "M9 12l2 2 4-4M12 3a12 12 0 0 0 8.5 3A12 12 0 0 1 12 21 12 12 0 0 1 3.5 6 12 12 0 0 0 12 3",
} as const;

export type IconName = keyof typeof paths;

export const Icon = ({ name, size = 20 }: { name: IconName; size?: number }) => (
  <svg class="icon" viewBox="0 0 24 24" width={size} height={size} aria-hidden="true">
    <path d={paths[name]} />
  </svg>
);
