import path from "node:path";
import type { Answer } from "../ipc.ts";
import type { Log } from "../log.ts";
import type { Tell } from "../news.ts";
import type { SecretBox } from "../platform/secret-box.ts";
import type { Fetch } from "../server-address.ts";
import { startCarryingTokens } from "./carry-token.ts";
import { createServerSession } from "./server-session.ts";
import { createSignIn, type SignIn } from "./sign-in.ts";
import { openTokenVault } from "./token-vault.ts";

type AuthDeps = {
  answer: Answer;
  webRequest: Parameters<typeof startCarryingTokens>[0]["webRequest"];
  box: SecretBox;
  vaultFile: string;
  serverAddress(): string | null;
  fetch: Fetch;
  tell: Tell;
  sweep(): Promise<void>;
  log: Log;
};

/** Signing in, and the tokens that come of it, all in the main process. */
export function startAuth({
  answer,
  webRequest,
  box,
  vaultFile,
  serverAddress,
  fetch,
  tell,
  sweep,
  log,
}: AuthDeps): SignIn {
  const signIn = createSignIn({
    server: createServerSession(fetch),
    vault: openTokenVault(path.resolve(vaultFile), box, log),
    address: serverAddress,
    now: () => performance.now(),
    sweep,
    changed(news) {
      log("auth.changed", news);
      tell("auth.changed", news);
    },
  });
  startCarryingTokens({
    webRequest,
    serverAddress,
    accessToken: signIn.accessToken,
    tokenRefused: signIn.tokenRefused,
  });
  answer("auth.secondFactor", signIn.secondFactor);
  answer("auth.signIn", signIn.signIn);
  answer("auth.signOut", signIn.signOut);
  answer("auth.state", signIn.state);
  return signIn;
}
