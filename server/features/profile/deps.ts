import type { Passwords } from "#server/features/accounts/index.ts";
import type { UsersDeps } from "../users/index.ts";

export interface ProfileDeps extends UsersDeps {
  readonly publicUrl: string;
  readonly passwords: Passwords;
}
