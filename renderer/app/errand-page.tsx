import { useEffect, useState } from "react";
import { ConfirmEmail, InvitationForm } from "#renderer/features/sign-in/index.ts";
import type { ServerPlace } from "#renderer/platform/http/api.ts";
import type { Errand } from "#renderer/platform/session/errands.ts";
import type { Ways } from "./doors.ts";

interface ErrandPageProps {
  readonly errand: Errand;
  readonly ways: Ways;
  readonly onDone: () => void;
}

/** What a mail's link leads to, whoever is signed in here: accepting an invitation, confirming an address. */
export function ErrandPage({ errand, ways, onDone }: ErrandPageProps) {
  const [place, setPlace] = useState<ServerPlace>();
  const { session } = ways;
  useEffect(() => {
    void session.place().then((found) => (found ? setPlace(found) : onDone()));
  }, [session, onDone]);
  if (!place) return null;
  const { token } = errand;
  return errand.kind === "invitation" ? (
    <InvitationForm place={place} session={session} token={token} onDone={onDone} />
  ) : (
    <ConfirmEmail place={place} token={token} onDone={onDone} />
  );
}
