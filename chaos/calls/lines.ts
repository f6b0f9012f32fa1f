import { spawnSync } from "node:child_process";
import type { Part } from "./people.ts";

/** Where the engine and each person are, and what can be done to the line between them. */
export interface Lines {
  readonly engineAddress: string;
  addressOf(part: Part): string;
  /** Nothing of his media comes through either way, until what is answered is called. */
  block(part: Part): () => void;
  /** He has another address from now on; the one he had is gone. */
  move(part: Part): void;
}

/** Everybody at one address, as on a machine where no network of our own can be made: nothing can be cut. */
export const loopback: Lines = {
  engineAddress: "127.0.0.1",
  addressOf: () => "127.0.0.1",
  block: () => () => {},
  move: () => {},
};

function run(program: string, ...args: string[]): void {
  const { status, stderr } = spawnSync(program, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${program} ${args.join(" ")}: ${stderr ?? "is not there"}`);
}

const places: Readonly<Record<Part, number>> = { customer: 10, agent: 20, colleague: 30, supervisor: 40 };

/** An address for everybody, in a network namespace that is ours alone (`inOwnNetwork`). */
export function openLines(): Lines {
  const engineAddress = "10.213.78.1";
  const now = new Map<Part, string>();
  const add = (address: string) => run("ip", "addr", "add", `${address}/32`, "dev", "lo");
  add(engineAddress);
  const give = (part: Part, turn: number) => {
    const address = `10.213.78.${places[part] + turn}`;
    add(address);
    now.set(part, address);
  };
  const parts = Object.keys(places) as Part[];
  for (const part of parts) give(part, 0);
  const addressOf = (part: Part) => now.get(part) ?? engineAddress;
  return {
    engineAddress,
    addressOf,
    block(part) {
      const address = addressOf(part);
      const rule = (what: "-I" | "-D") => {
        run("iptables", what, "INPUT", "-s", address, "-j", "DROP");
        run("iptables", what, "INPUT", "-d", address, "-j", "DROP");
      };
      rule("-I");
      return () => rule("-D");
    },
    move(part) {
      const old = addressOf(part);
      run("ip", "addr", "del", `${old}/32`, "dev", "lo");
      give(part, (Number(old.split(".").at(-1)) + 1) % 10);
    },
  };
}
