import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  AddressForm,
  FrontPage,
  NewPasswordForm,
  ResetRequestForm,
  SignInForm,
} from "#renderer/features/sign-in/index.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { Bone, Delayed, ErrorNote } from "#renderer/ui/notes.tsx";
import type { Ways } from "./doors.ts";
import type { Gate, GateState } from "./gate.ts";

/** The token of a password mail, when its link has led here; it stands after `#`, where no server sees it. */
const resetToken = () => new URLSearchParams(location.hash.slice(1)).get("token");

interface FrontProps {
  readonly gate: Gate;
  readonly ways: Ways;
  readonly state: Exclude<GateState, { kind: "desk" }>;
}

/** Everything before the desk: address, sign-in, password, or why it does not open. */
export function Front({ gate, ways, state }: FrontProps) {
  switch (state.kind) {
    case "opening":
      return <Opening />;
    case "address": {
      const onBack = state.current === undefined ? undefined : gate.enter;
      return (
        <AddressForm session={ways.session} current={state.current} onSet={gate.enter} onBack={onBack} />
      );
    }
    case "stuck":
      return <Stuck gate={gate} state={state} />;
    case "signIn":
      return <SignIn gate={gate} ways={ways} state={state} />;
  }
}

function SignIn({
  gate,
  ways,
  state,
}: {
  gate: Gate;
  ways: Ways;
  state: Extract<GateState, { kind: "signIn" }>;
}) {
  const [forgot, setForgot] = useState(false);
  const [token, setToken] = useState(resetToken);
  const { place, notice } = state;
  const leaveToken = () => {
    history.replaceState(null, "", location.pathname);
    setToken(null);
  };
  if (token) return <NewPasswordForm place={place} token={token} onBack={leaveToken} />;
  if (forgot) return <ResetRequestForm place={place} onBack={() => setForgot(false)} />;
  return (
    <SignInForm
      session={ways.session}
      address={place.address}
      notice={notice}
      onDone={gate.enter}
      onForgot={() => setForgot(true)}
      onChangeAddress={ways.session.kind === "desktop" ? () => gate.changeAddress(place.address) : undefined}
    />
  );
}

function Stuck({ gate, state }: { gate: Gate; state: Extract<GateState, { kind: "stuck" }> }) {
  const { t } = useTranslation();
  return (
    <FrontPage title={t("signIn.stuck")} lead={t("signIn.at", { address: state.place.address })}>
      <ErrorNote text={problemText(state.code)} retry={{ label: t("app.retry"), run: gate.enter }} />
    </FrontPage>
  );
}

function Opening() {
  const { t } = useTranslation();
  return (
    <div
      role="status"
      aria-label={t("app.loading")}
      style={{ display: "grid", placeItems: "center", height: "100%" }}
    >
      <Delayed>
        <Bone width={180} height={12} />
      </Delayed>
    </div>
  );
}
