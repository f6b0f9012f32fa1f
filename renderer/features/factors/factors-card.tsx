import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useCan, useMe } from "#renderer/platform/desk-context.tsx";
import { Loaded } from "#renderer/platform/loaded.tsx";
import { Notice } from "#renderer/ui/notes.tsx";
import { SetupSection } from "#renderer/ui/setup-form.tsx";
import { PasskeyPart } from "./passkey-part.tsx";
import { TotpPart } from "./totp-part.tsx";
import { useFactors } from "./use-factors.ts";

/** What one signs in with beside the password: an authenticator app with recovery codes, and passkeys. */
export function FactorsCard() {
  const may = useCan("profile.password");
  return may ? <Card /> : null;
}

function Card() {
  const { t } = useTranslation();
  const { query, keep } = useFactors();
  const place = useRef<HTMLDivElement>(null);
  // Who can do nothing before he has a second factor finds it before him.
  const isFirst = useMe().needsSecondFactor && query.data !== undefined;
  useEffect(() => {
    if (isFirst) place.current?.scrollIntoView({ block: "center" });
  }, [isFirst]);
  return (
    <div ref={place}>
      <SetupSection title={t("factors.title")}>
        <Loaded query={query}>
          {(factors) => (
            <>
              {factors.required && !factors.totp ? <Notice>{t("factors.required")}</Notice> : null}
              <TotpPart factors={factors} onChange={keep} />
              <PasskeyPart factors={factors} onChange={keep} />
            </>
          )}
        </Loaded>
      </SetupSection>
    </div>
  );
}
