import * as z from "zod";
import { type SipConfig, sipConfig, sipContradictions, sipVariables } from "./sip-environment.ts";
import { type TurnConfig, turnConfig, turnContradictions, turnVariables } from "./turn-environment.ts";

/** What the server is told by its environment, after validation. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** The origin under which browsers reach the server, e.g. `https://desk.example`. */
  readonly publicUrl: string;
  /** null: the embedded PostgreSQL. */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  /** null: one is made and kept in the data folder. */
  readonly secret: string | null;
  readonly logLevel: LogLevel;
  readonly demo: boolean;
  readonly redisUrl: string | null;
  /** Further origins of the desktop's page, besides the public one and `app://sidetone`. */
  readonly allowedOrigins: readonly string[];
  readonly trustProxy: boolean;
  /** The address that sound and picture are sent from and to; behind a router, the public one. */
  readonly mediaAddress: string;
  /** The first and last UDP port of sound and picture; one port a leg. */
  readonly mediaPorts: readonly [number, number];
  /** Where sound and picture go through closed networks; null: nowhere. */
  readonly turn: TurnConfig;
  readonly sip: SipConfig;
  /** Multiplies every rate limit, for load tests; 1 in service. */
  readonly limitScale: number;
  /** Webhooks may be on this machine, by plain http: for tests and development. */
  readonly loopbackWebhooks: boolean;
  readonly production: boolean;
}

const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;
export type LogLevel = (typeof logLevels)[number];

/** The environment does not describe a server that could run. `problems`: one sentence each, naming the variable. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.problems = problems;
  }
}

/** Variables with our prefix that other programs of the project read; the server lets them pass. */
const othersPrefix = /^SIDETONE_(ELECTRON|ADDRESS|DESKTOP|E2E|TEST|BENCH|CHAOS)(_|$)/;

/** Reads the environment, or throws a {@link ConfigError} that names every wrong variable at once. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = Environment.safeParse(given);
  const problems = [
    ...unknownVariables(given),
    ...(parsed.error?.issues ?? []).map((issue) => issue.message),
  ];
  if (!parsed.success) throw new ConfigError(problems);
  const config = fromEnvironment(parsed.data);
  problems.push(...contradictions(config), ...turnContradictions(parsed.data));
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}

function fromEnvironment(env: z.output<typeof Environment>): Config {
  const port = env.PORT;
  return {
    port,
    host: env.HOST,
    publicUrl: env.PUBLIC_URL ?? `http://localhost:${port}`,
    databaseUrl: env.DATABASE_URL ?? null,
    dataDir: env.DATA_DIR,
    secret: env.SIDETONE_SECRET ?? null,
    logLevel: env.LOG_LEVEL,
    demo: env.DEMO === "1",
    redisUrl: env.REDIS_URL ?? null,
    allowedOrigins: env.ALLOWED_ORIGINS,
    trustProxy: env.TRUST_PROXY === "1",
    mediaAddress: env.MEDIA_ADDRESS,
    mediaPorts: env.MEDIA_PORTS,
    turn: turnConfig(env),
    sip: sipConfig(env, env.MEDIA_ADDRESS),
    limitScale: env.LIMIT_SCALE,
    loopbackWebhooks: env.LOOPBACK_WEBHOOKS === "1",
    production: env.NODE_ENV === "production",
  };
}

const oneOf = <const V extends readonly [string, ...string[]]>(
  name: string,
  values: V,
  fallback: V[number],
) => z.enum(values, { error: `${name} must be one of ${values.join(", ")}.` }).default(fallback as never);

const address = (name: string, protocols: readonly string[], example: string) =>
  z
    .string()
    .refine((text) => protocols.includes(protocolOf(text)), `${name} must be an address such as ${example}.`)
    .optional();

const Environment = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, "PORT must be a number from 0 to 65535, for example PORT=7100.")
    .transform(Number)
    .refine((port) => port <= 65_535, "PORT must be a number from 0 to 65535, for example PORT=7100.")
    .default(7100),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, "HOST must be an address to listen on, for example HOST=0.0.0.0 for every network.")
    .default("127.0.0.1"),
  PUBLIC_URL: z
    .string()
    .refine(
      isOrigin,
      "PUBLIC_URL must be http:// or https:// and a host, without a path, e.g. https://desk.example.",
    )
    .transform((text) => new URL(text).origin)
    .optional(),
  DATABASE_URL: address(
    "DATABASE_URL",
    ["postgres:", "postgresql:"],
    "postgres://user:password@host:5432/sidetone",
  ),
  DATA_DIR: z.string().default("./.data"),
  SIDETONE_SECRET: z
    .string()
    .min(32, "SIDETONE_SECRET must have at least 32 characters; make one with: openssl rand -base64 48.")
    .optional(),
  LOG_LEVEL: oneOf("LOG_LEVEL", logLevels, "info"),
  DEMO: oneOf("DEMO", ["0", "1"], "0"),
  REDIS_URL: address("REDIS_URL", ["redis:", "rediss:"], "redis://host:6379"),
  ALLOWED_ORIGINS: z
    .string()
    .default("")
    .transform((text) =>
      text
        .split(",")
        .map((part) => part.trim())
        .filter(Boolean),
    )
    .refine(
      (list) => list.every(isOrigin),
      "ALLOWED_ORIGINS must be origins with commas between, e.g. https://a.example.",
    )
    .transform((list) => list.map((text) => new URL(text).origin)),
  TRUST_PROXY: oneOf("TRUST_PROXY", ["0", "1"], "0"),
  MEDIA_ADDRESS: z
    .ipv4(
      "MEDIA_ADDRESS must be an IPv4 address that customers and agents reach, for example MEDIA_ADDRESS=203.0.113.7.",
    )
    .default("127.0.0.1"),
  MEDIA_PORTS: z
    .string()
    .regex(/^\d{4,5}-\d{4,5}$/, "MEDIA_PORTS must be two ports, for example MEDIA_PORTS=20000-20999.")
    .default("20000-20999")
    .transform((text): [number, number] => text.split("-").map(Number) as [number, number])
    .refine(
      ([first, last]) => first >= 1_024 && last <= 65_535 && last - first >= 9,
      "MEDIA_PORTS must be ten ports or more between 1024 and 65535, the lower first, for example 20000-20999.",
    ),
  ...turnVariables,
  ...sipVariables,
  LIMIT_SCALE: z
    .string()
    .regex(/^[1-9]\d{0,5}$/, "LIMIT_SCALE must be a whole number from 1; leave it out in service.")
    .transform(Number)
    .default(1),
  LOOPBACK_WEBHOOKS: oneOf("LOOPBACK_WEBHOOKS", ["0", "1"], "0"),
  NODE_ENV: oneOf("NODE_ENV", ["production", "development", "test"], "development"),
});

function unknownVariables(env: Readonly<Record<string, unknown>>): string[] {
  const known = new Set(Object.keys(Environment.shape));
  return Object.keys(env)
    .filter((name) => name.startsWith("SIDETONE_") && !known.has(name) && !othersPrefix.test(name))
    .map(
      (name) =>
        `${name} is not known; the variables are ${[...known].join(", ")}. Remove it or correct its name.`,
    );
}

/** Values that are right alone and wrong together. */
function contradictions(config: Config): string[] {
  const { production, demo, publicUrl, limitScale, redisUrl, secret } = config;
  const found = sipContradictions(config.sip, config.mediaPorts);
  if (redisUrl && !secret) {
    found.push(
      "REDIS_URL joins several servers, which must share SIDETONE_SECRET: set the same on each, made with: openssl rand -base64 48.",
    );
  }
  if (production && demo) {
    found.push(
      "DEMO=1 makes accounts with a published password, so NODE_ENV=production refuses it: set DEMO=0.",
    );
  }
  if (production && limitScale !== 1) {
    found.push("LIMIT_SCALE is for load tests, so NODE_ENV=production refuses it: remove it.");
  }
  if (production && config.loopbackWebhooks) {
    found.push(
      "LOOPBACK_WEBHOOKS is for development: it would let webhooks reach this machine. Set it to 0.",
    );
  }
  if (production && publicUrl.startsWith("http://") && !isLoopback(publicUrl)) {
    found.push("PUBLIC_URL must be https:// when NODE_ENV=production, because sign-in cookies travel to it.");
  }
  return found;
}

/** True for an address of this machine alone. */
export const isLoopback = (url: string): boolean =>
  ["localhost", "127.0.0.1", "[::1]"].includes(new URL(url).hostname);

function isOrigin(text: string): boolean {
  if (!URL.canParse(text) || !["http:", "https:"].includes(protocolOf(text))) return false;
  const { pathname, search, hash, username } = new URL(text);
  return pathname === "/" && search === "" && hash === "" && username === "";
}

const protocolOf = (text: string): string => (URL.canParse(text) ? new URL(text).protocol : "");
