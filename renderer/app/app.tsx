import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { lazy, Suspense, useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Part } from "#renderer/platform/crash.tsx";
import { isPassing, isSessionOver, problemOf } from "#renderer/platform/http/errors.ts";
import { styleNonce } from "#renderer/platform/nonce.ts";
import { useObservable } from "#renderer/platform/observable.ts";
import { errandOf } from "#renderer/platform/session/errands.ts";
import { theme } from "#renderer/ui/theme.ts";
import type { Ways } from "./doors.ts";
import { ErrandPage } from "./errand-page.tsx";
import { Front } from "./front.tsx";
import type { Gate } from "./gate.ts";

const DeskApp = lazy(() => import("./desk-app.tsx").then(({ DeskApp }) => ({ default: DeskApp })));

const createQueries = (gate: Gate) =>
  new QueryClient({
    queryCache: new QueryCache({
      onError(error) {
        if (isSessionOver(problemOf(error))) gate.doubt();
      },
    }),
    defaultOptions: {
      queries: {
        // What can pass by itself is asked again; a refusal is an answer.
        retry: (count, error) => count < 3 && isPassing(problemOf(error)),
        refetchOnWindowFocus: true,
        networkMode: "always",
      },
      mutations: { networkMode: "always" },
    },
  });

/** The theme, with the words that Mantine itself has none for. */
function useTheme() {
  const { t } = useTranslation();
  return useMemo(() => {
    const closeButtonProps = { "aria-label": t("app.dismiss") };
    return {
      ...theme,
      components: { ...theme.components, Notification: { defaultProps: { closeButtonProps } } },
    };
  }, [t]);
}

/** Providers, and whichever page the gate has come to. */
export function App({ gate, ways }: { gate: Gate; ways: Ways }) {
  const state = useObservable(gate.state);
  const themed = useTheme();
  const [queries] = useState(() => createQueries(gate));
  const [errand, setErrand] = useState(() => errandOf(location.hash));
  const endErrand = useCallback(() => {
    history.replaceState(null, "", location.pathname);
    setErrand(null);
    // He may be signed in as somebody else now.
    gate.enter();
  }, [gate]);
  return (
    <MantineProvider theme={themed} defaultColorScheme="auto" getStyleNonce={styleNonce}>
      {/* Those beyond the limit wait unseen, and an Undo among them would come too late. */}
      <Notifications position="top-right" limit={8} autoClose={6_000} />
      <QueryClientProvider client={queries}>
        <Part>
          {errand ? (
            <ErrandPage errand={errand} ways={ways} onDone={endErrand} />
          ) : state.kind === "desk" ? (
            <Suspense fallback={null}>
              <DeskApp
                key={state.running.desk.me.id}
                gate={gate}
                running={state.running}
                memoryOnly={state.memoryOnly}
              />
            </Suspense>
          ) : (
            <Front gate={gate} ways={ways} state={state} />
          )}
        </Part>
      </QueryClientProvider>
    </MantineProvider>
  );
}
