import { spawnSync } from "node:child_process";

/** Where an engine is, and where those who talk over it are. */
export interface Network {
  readonly engineAddress: string;
  readonly peerAddress: string;
  /** What a program is started with so that it is in the engine's network. */
  readonly prefix: readonly string[];
  close(): void;
}

const ip = (...args: string[]) => {
  const { status, stderr } = spawnSync("ip", args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`ip ${args.join(" ")}: ${stderr ?? "is not there"}`);
};

/** Everything on one machine as it is: Janus cannot be here, since it takes no loopback address. */
export const loopback: Network = {
  engineAddress: "127.0.0.1",
  peerAddress: "127.0.0.1",
  prefix: [],
  close: () => {},
};

/** A namespace for engines, with a line to it. Only root may make one. */
export function openNamespace(): Network {
  const name = `sidetone-bench-${process.pid}`;
  const [inside, outside] = [`in${process.pid}`, `out${process.pid}`];
  const [engineAddress, peerAddress] = ["10.213.77.1", "10.213.77.2"];
  const close = () => void spawnSync("ip", ["netns", "del", name]);
  ip("netns", "add", name);
  process.once("exit", close);
  try {
    ip("link", "add", outside, "type", "veth", "peer", "name", inside, "netns", name);
    ip("-n", name, "addr", "add", `${engineAddress}/30`, "dev", inside);
    ip("-n", name, "link", "set", "lo", "up");
    ip("-n", name, "link", "set", inside, "up");
    ip("addr", "add", `${peerAddress}/30`, "dev", outside);
    ip("link", "set", outside, "up");
  } catch (error) {
    close();
    throw error;
  }
  return { engineAddress, peerAddress, prefix: ["ip", "netns", "exec", name], close };
}
