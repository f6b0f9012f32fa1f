/** @jsxImportSource preact */
const paths = {
  mic: "M9 5a3 3 0 0 1 6 0v5a3 3 0 0 1-6 0zM5 10a7 7 0 0 0 14 0M12 17v4M8 21h8",
  micOff:
    "M3 3l18 18M9 5a3 3 0 0 1 6 0v5M14.5 14a3 3 0 0 1-5.5-2V9M5 10a7 7 0 0 0 11 5.7M19 10a7 7 0 0 1-.4 2M12 17v4M8 21h8",
  camera:
    "M15 10l4.6-2.3A1 1 0 0 1 21 8.600v6.800a1 1 0 0 1-1.400.900L15 14zM3 8a2 2 0 0 1 2-2h8a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2z",
  cameraOff:
    "M3 3l18 18M15 11v-1l4.600-2.300A1 1 0 0 1 21 8.600v6.800M10 6h3a2 2 0 0 1 2 2v3M15 15v1a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2",
  screen: "M3 6a1 1 0 0 1 1-1h16a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1zM8 20h8M12 13V8m-3 3 3-3 3 3",
  hangUp: "M3 14c4-6 14-6 18 0l-2.500 2.500-3.500-2V12a12 12 0 0 0-6 0v2.500l-3.500 2z",
} as const;

export type CallIconName = keyof typeof paths;

export const CallIcon = ({ name }: { name: CallIconName }) => (
  <svg class="icon" viewBox="0 0 24 24" width={22} height={22} aria-hidden="true">
    <path d={paths[name]} />
  </svg>
);
