import type * as z from "zod";
import type { SecuritySettings, SsoProvider } from "#shared/contract/house.ts";

export type Provider = z.infer<typeof SsoProvider>;

/** What the server tells of the rules for signing in. */
export interface SecurityAnswer {
  readonly rules: SecuritySettings;
  readonly sso: Provider | null;
  readonly yourAddress: string;
  readonly callbackUrl: string;
  readonly version: string;
}
