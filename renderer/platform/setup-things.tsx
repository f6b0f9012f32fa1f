import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Action } from "#renderer/ui/action.tsx";
import { IconPlus } from "#renderer/ui/icons.ts";
import { Empty, ErrorNote } from "#renderer/ui/notes.tsx";
import { SetupBones, type SetupItem, SetupList, SetupSplit } from "#renderer/ui/setup-form.tsx";
import { problemOf } from "./http/errors.ts";
import { problemText } from "./i18n/index.ts";
import type { Asked } from "./loaded.tsx";
import { Why } from "./why.tsx";

interface SetupThingsProps<T extends { readonly id: string }> {
  /** What they are, for the list. */
  readonly label: string;
  readonly query: Asked<unknown>;
  /** Those of the list, in its order. */
  readonly things: readonly T[];
  readonly rowOf: (thing: T) => Omit<SetupItem, "id">;
  readonly chosen: T | undefined;
  readonly onChoose: (id: string) => void;
  readonly add: {
    readonly label: string;
    readonly needs: Pick<Parameters<typeof Why>[0], "permission" | "field">;
    /** Why there can be no more. */
    readonly reason?: string | undefined;
    readonly run: () => void;
  };
  readonly none: { readonly icon: ReactNode; readonly title: string; readonly hint: string };
  /** Above the list, such as a switch for all of them. */
  readonly above?: ReactNode;
  /** Below it, such as a switch for archived ones. */
  readonly below?: ReactNode;
  /** The form of the chosen one, and dialogs. */
  readonly children: ReactNode;
}

/** Things that are set up: their list with a button for one more, the form of the chosen one, or what to do when there is none. */
export function SetupThings<T extends { readonly id: string }>(props: SetupThingsProps<T>) {
  const { label, query, things, rowOf, chosen, onChoose, add, none, above, below, children } = props;
  const { t } = useTranslation();
  const button = (variant: "default" | "filled") => (
    <Why {...add.needs}>
      <Action
        variant={variant}
        reason={add.reason}
        {...(variant === "default" && { leftSection: <IconPlus size={15} aria-hidden /> })}
        onClick={add.run}
      >
        {add.label}
      </Action>
    </Why>
  );
  const list = (
    <>
      {above}
      {button("default")}
      {query.isPending ? <SetupBones /> : null}
      <SetupList
        label={label}
        items={things.map((one) => ({ id: one.id, ...rowOf(one) }))}
        chosen={chosen?.id}
        onChoose={onChoose}
      />
      {below}
    </>
  );
  return (
    <SetupSplit list={list}>
      <ErrorNote
        text={query.error ? problemText(problemOf(query.error)) : undefined}
        retry={{ label: t("app.retry"), run: () => void query.refetch() }}
      />
      {query.data !== undefined && chosen === undefined ? <Empty {...none}>{button("filled")}</Empty> : null}
      {children}
    </SetupSplit>
  );
}
