import { ActionIcon, type ActionIconProps, Button, type ButtonProps, Tooltip } from "@mantine/core";
import type { MouseEventHandler, ReactNode, Ref } from "react";
import { Kbd } from "./kbd.tsx";

interface Shared {
  /** Why it cannot be used now; the button stays reachable so that the reason can be read. */
  readonly reason?: string | undefined;
  readonly keys?: string | undefined;
  readonly onClick: MouseEventHandler<HTMLButtonElement>;
}

type IconActionProps = ActionIconProps &
  Shared & {
    readonly label: string;
    readonly children: ReactNode;
    readonly pressed?: boolean;
    readonly ref?: Ref<HTMLButtonElement>;
  };

// Not `disabled`: the pointer and the keyboard still reach it, so that the reason can be read.
const unusable = { "aria-disabled": true, "data-disabled": true } as const;

const held: MouseEventHandler<HTMLButtonElement> = (event) => event.preventDefault();

/** An icon with its name on hover. */
export function IconAction({ label, reason, keys, onClick, pressed, children, ...rest }: IconActionProps) {
  return (
    <Tooltip label={reason ?? <Labelled label={label} keys={keys} />}>
      <ActionIcon
        {...rest}
        aria-label={label}
        aria-pressed={pressed}
        {...(reason ? unusable : {})}
        onClick={reason ? held : onClick}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

type ActionProps = ButtonProps &
  Shared & { readonly children: ReactNode; readonly type?: "button" | "submit" };

/** A button that says why when it cannot be used. */
export function Action({ reason, keys, onClick, children, ...rest }: ActionProps) {
  return (
    <Tooltip label={reason ?? <Kbd keys={keys ?? ""} />} disabled={!reason && !keys} multiline maw={280}>
      <Button {...rest} {...(reason ? unusable : {})} onClick={reason ? held : onClick}>
        {children}
      </Button>
    </Tooltip>
  );
}

const Labelled = ({ label, keys }: { label: string; keys: string | undefined }) => (
  <span>
    {label}
    {keys ? (
      <>
        {" "}
        <Kbd keys={keys} />
      </>
    ) : null}
  </span>
);
