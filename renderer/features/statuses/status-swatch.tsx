import type { StatusColor } from "#shared/contract/statuses.ts";

/** The colour of a status; its name stands beside it. */
export const StatusSwatch = ({ color }: { color: StatusColor }) => (
  <span
    aria-hidden="true"
    style={{
      flex: "none",
      width: 14,
      height: 14,
      borderRadius: 4,
      background: `var(--mantine-color-${color}-6)`,
    }}
  />
);
