import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import type { Logger } from "pino";
import { createPhoneLine, type PhoneLine } from "#server/features/phone/index.ts";
import { openRemoteGateway } from "#server/media/sip/process/remote-gateway.ts";
import { type Config, ConfigError } from "./config.ts";
import { processFolder } from "./open-media.ts";

/** A file that a variable names; what is wrong with it is said by that name. */
function read(variable: string, file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new ConfigError([
      `${variable} names ${file}, which cannot be read (${code}): correct the path or its rights.`,
    ]);
  }
}

/** Loopback alone is listened to when it is our address; else every network, since routers stand before many servers. */
const listenOn = (address: string): string => (address.startsWith("127.") ? address : "0.0.0.0");

/** The phone line of a server with this configuration; null when it listens for none. */
export function phoneLineOf(
  { dataDir, sip }: Pick<Config, "dataDir" | "sip">,
  log: Logger,
): PhoneLine | null {
  const { listen, address, rtpPorts, tls } = sip;
  if (Object.keys(listen).length === 0) return null;
  const folder = processFolder(dataDir, "phone");
  return createPhoneLine({
    log,
    node: `${hostname()}:${folder}`,
    setup: {
      address: listenOn(address),
      publicAddress: address,
      listen,
      rtpPorts,
      ...(tls && {
        tls: {
          key: read("SIP_TLS_KEY_FILE", tls.keyFile),
          cert: read("SIP_TLS_CERT_FILE", tls.certFile),
          verify: true,
        },
      }),
    },
    open: (events) => openRemoteGateway({ folder, events }),
  });
}
