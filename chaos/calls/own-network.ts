import { spawn } from "node:child_process";
import { ensureSystemPackages } from "../../scripts/system-packages.mjs";

const sign = "SIDETONE_CHAOS_NETWORK";

/** We are the copy that runs in a network of its own. */
export const isInOwnNetwork = (): boolean => process.env[sign] === "own";

/**
 * Runs this program again in a network namespace of its own, where lines can be cut and nobody else's are.
 * @returns its exit code, or why that cannot be done here
 */
export async function inOwnNetwork(
  log: (line: string) => void,
): Promise<{ readonly code: number } | { readonly because: string }> {
  if (process.platform !== "linux") return { because: "namespaces are Linux's" };
  if (process.getuid?.() !== 0) return { because: "only root may make a network namespace" };
  const { ok, missing } = ensureSystemPackages(["networks"], { say: log });
  if (!ok) return { because: `${missing.join(", ")} missing` };
  const again = ['ip link set lo up && exec "$0" "$@"', process.execPath, ...process.argv.slice(1)];
  const child = spawn("unshare", ["--net", "--", "sh", "-c", ...again], {
    stdio: "inherit",
    env: { ...process.env, [sign]: "own" },
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => child.kill(signal));
  return new Promise((resolve) => {
    child.once("error", (error) => resolve({ because: error.message }));
    child.once("exit", (code) => resolve({ code: code ?? 1 }));
  });
}
