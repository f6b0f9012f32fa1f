import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ErrorNote } from "#renderer/ui/notes.tsx";
import { SetupBones } from "#renderer/ui/setup-form.tsx";
import { problemOf } from "./http/errors.ts";
import { problemText } from "./i18n/index.ts";

/** A query, as far as a screen looks at it. */
export interface Asked<T> {
  readonly data: T | undefined;
  readonly error: unknown;
  readonly isPending: boolean;
  readonly refetch: () => unknown;
}

interface LoadedProps<T> {
  readonly query: Asked<T>;
  readonly children: (data: T) => ReactNode;
}

/** What was asked of the server: its place while it loads, what went wrong with the way out, or the thing itself. */
export function Loaded<T>({ query, children }: LoadedProps<T>) {
  const { t } = useTranslation();
  if (query.data !== undefined) return children(query.data);
  if (query.isPending) return <SetupBones />;
  return (
    <ErrorNote
      text={problemText(problemOf(query.error))}
      retry={{ label: t("app.retry"), run: () => void query.refetch() }}
    />
  );
}
