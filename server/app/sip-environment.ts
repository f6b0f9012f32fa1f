import * as z from "zod";

const protocols = { udp: "UDP", tcp: "TCP", tls: "TLS" } as const;
export type SipListen = { readonly [P in "UDP" | "TCP" | "TLS"]?: number };

const listenHint =
  "SIP_LISTEN must be protocols and ports, for example SIP_LISTEN=udp:5060,tcp:5060,tls:5061; leave it out for no phone line.";

function readListen(text: string): SipListen | undefined {
  const found: Partial<Record<"UDP" | "TCP" | "TLS", number>> = {};
  for (const part of text.split(",").map((one) => one.trim())) {
    const [, name = "", port = ""] = /^(udp|tcp|tls):(\d{1,5})$/i.exec(part) ?? [];
    const protocol = protocols[name.toLowerCase() as keyof typeof protocols];
    if (!protocol || protocol in found || Number(port) > 65_535) return undefined;
    found[protocol] = Number(port);
  }
  return found;
}

/** The variables of the phone line. */
export const sipVariables = {
  SIP_LISTEN: z
    .string()
    .default("")
    .transform((text, context): SipListen => {
      if (text.trim() === "") return {};
      const listen = readListen(text);
      if (listen) return listen;
      context.addIssue({ code: "custom", message: listenHint });
      return z.NEVER;
    }),
  SIP_ADDRESS: z
    .ipv4(
      "SIP_ADDRESS must be the IPv4 address by which carriers reach us, for example SIP_ADDRESS=203.0.113.7.",
    )
    .optional(),
  SIP_RTP_PORTS: z
    .string()
    .regex(/^\d{4,5}-\d{4,5}$/, "SIP_RTP_PORTS must be two ports, for example SIP_RTP_PORTS=22000-22998.")
    .default("22000-22998")
    .transform((text): [number, number] => text.split("-").map(Number) as [number, number])
    .refine(
      ([first, last]) => first >= 1_024 && last <= 65_535 && last - first >= 9,
      "SIP_RTP_PORTS must be ten ports or more between 1024 and 65535, the lower first, for example 22000-22998.",
    ),
  SIP_TLS_KEY_FILE: z.string().optional(),
  SIP_TLS_CERT_FILE: z.string().optional(),
};

/** How this server speaks with the telephone network; `listen` is empty when it does not. */
export interface SipConfig {
  readonly listen: SipListen;
  readonly address: string;
  readonly rtpPorts: readonly [number, number];
  /** Files with the key and the certificate that we show; null: none. */
  readonly tls: { readonly keyFile: string; readonly certFile: string } | null;
}

interface SipEnvironment {
  readonly SIP_LISTEN: SipListen;
  readonly SIP_ADDRESS?: string | undefined;
  readonly SIP_RTP_PORTS: readonly [number, number];
  readonly SIP_TLS_KEY_FILE?: string | undefined;
  readonly SIP_TLS_CERT_FILE?: string | undefined;
}

export function sipConfig(env: SipEnvironment, mediaAddress: string): SipConfig {
  const { SIP_TLS_KEY_FILE: keyFile, SIP_TLS_CERT_FILE: certFile } = env;
  return {
    listen: env.SIP_LISTEN,
    address: env.SIP_ADDRESS ?? mediaAddress,
    rtpPorts: env.SIP_RTP_PORTS,
    tls: keyFile && certFile ? { keyFile, certFile } : null,
  };
}

/** Values of the phone line that are right alone and wrong together. */
export function sipContradictions(
  { listen, tls, rtpPorts }: SipConfig,
  mediaPorts: readonly [number, number],
) {
  const found: string[] = [];
  if (listen.TLS !== undefined && !tls)
    found.push(
      "SIP_LISTEN asks for tls, which needs SIP_TLS_KEY_FILE and SIP_TLS_CERT_FILE: name both files.",
    );
  const isOn = Object.keys(listen).length > 0;
  if (isOn && rtpPorts[0] <= mediaPorts[1] && mediaPorts[0] <= rtpPorts[1])
    found.push(
      "SIP_RTP_PORTS and MEDIA_PORTS share ports: choose ranges that do not, for example 22000-22998.",
    );
  return found;
}
