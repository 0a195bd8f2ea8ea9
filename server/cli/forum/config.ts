import fs from "node:fs";
import path from "node:path";
import * as z from "zod";
import { Jurisdiction } from "#core/access/forum.ts";
import { settingTexts } from "#core/messages/catalogues.ts";
import type { ParamsOf } from "#core/phrases/format-message.ts";
import { messageTextFrom } from "#core/phrases/message-text.ts";
import type { AppOptions } from "../../http/app.ts";
import type { ProviderSettings } from "../../identity/openid-provider.ts";
import type { MailSettings } from "../../mail/open-mail.ts";
import { findChromium, isProgram } from "../../printing/find-chromium.ts";
import type { StorageLimits } from "../../services/kernel/storage-use.ts";
import type { Features } from "../../store/postgres/postgres.ts";
import { type ReadingLimits, usualReadingLimits } from "../../workers/reading-pool.ts";

/** An invalid setting. The message names the variable and the allowed values. */
export class ConfigError extends Error {
  override name = "ConfigError";
}

/** The settings as text, by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The data folder. Defaults to the database, then to DATA_DIR, then to the built-in default. */
export interface DataOption {
  data?: string | undefined;
}

/** Returns a message about settings, by code. */
function settingText<Code extends keyof typeof settingTexts>(
  code: Code,
  params: Readonly<ParamsOf<(typeof settingTexts)[Code]>>,
): string {
  return messageTextFrom(settingTexts, { code, params }, "en");
}

const megabyte = 1024 * 1024;
const whole = (min: number, max: number): z.ZodCoercedNumber => z.coerce.number().int().min(min).max(max);
const port = whole(0, 65_535);
/** A number of requests. 0 means no limit. */
const limit = whole(0, 1_000_000);
/** A size in MB. 0 means no limit. */
const megabytes = whole(0, 100_000_000);

/**
 * The schema of each setting. Each can be set by environment variable or by flag (`--data-dir` for DATA_DIR). Its texts
 * are in `settingTexts`.
 */
export const settings = {
  PORT: port.default(4100),
  HOST: z.string().min(1).default("127.0.0.1"),
  DATA_DIR: z.string().min(1).default("data"),
  DATABASE_URL: z.url({ protocol: /^postgres(?:ql)?$/u }).optional(),
  DATABASE_WITHOUT: z
    .string()
    .transform((names) => names.split(",").map((name) => name.trim()))
    .pipe(z.array(z.enum(["notify", "advisory-locks", "table-locks"])))
    .optional(),
  PUBLIC_URL: z.url({ protocol: /^https?$/u }).optional(),
  SEED: z.enum(["model", "none"]).optional(),
  JURISDICTION: Jurisdiction.optional(),
  LOG_LEVEL: z.enum(["silent", "error", "warn", "info", "debug"]).default("warn"),
  TRUST_PROXY: whole(0, 10).default(0),
  STOP_SECONDS: whole(0, 3600).default(30),
  ACCESS_LOG: z.string().min(1).optional(),
  METRICS_PORT: port.optional(),
  METRICS_HOST: z.string().min(1).default("127.0.0.1"),
  METRICS_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{16,}$/u)
    .optional(),
  COSTLY_READS_PER_MINUTE: limit.default(600),
  // As many as a fast typist makes in an hour, and far below a harmful load.
  WRITES_PER_MINUTE: limit.default(240),
  COSTLY_READS_PER_MINUTE_PER_ORGANISATION: limit.default(0),
  COSTLY_READS_PER_MINUTE_PER_FORUM: limit.default(0),
  WRITES_PER_MINUTE_PER_ORGANISATION: limit.default(0),
  WRITES_PER_MINUTE_PER_FORUM: limit.default(0),
  // More than a hall needs in the first minute of a meeting. It only keeps attempts from costing the server much.
  SIGN_INS_PER_MINUTE: limit.default(1200),
  SIGN_IN_TRIES: limit.default(20),
  STORAGE_PER_PERSON: megabytes.default(2000),
  STORAGE_PER_ORGANISATION: megabytes.default(2000),
  STORAGE_PER_FORUM: megabytes.default(20_000),
  TEXT_CLAUSES: whole(100, 1_000_000).default(usualReadingLimits.text.clauses),
  TEXT_CHARACTERS: whole(10_000, 100_000_000).default(usualReadingLimits.text.characters),
  READING_SECONDS: whole(1, 3600).default(usualReadingLimits.longest / 1000),
  READING_MEGABYTES: whole(100, 16_000).default(usualReadingLimits.megabytes),
  CHROMIUM: z.string().refine(isProgram).optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/u }).optional(),
  MAIL_FROM: z
    .string()
    .regex(/^(?:[^<>\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/u)
    .optional(),
  // The token of a reply address needs 45 of the 64 characters that an address may have before the "@".
  REPLY_ADDRESS: z
    .string()
    .toLowerCase()
    .regex(/^[^\s<>@+"]{1,19}@[^\s<>@"]+$/u)
    .optional(),
  REPLY_AUTHSERV_ID: z
    .string()
    .regex(/^[^\s;"()]+$/u)
    .optional(),
  DKIM_KEY: z.string().refine(isFile).optional(),
  DKIM_DOMAIN: z.string().min(1).optional(),
  DKIM_SELECTOR: z.string().min(1).optional(),
  SESSION_IDLE_DAYS: whole(1, 400).default(14),
  SESSION_DAYS: whole(1, 400).default(90),
  WEBHOOKS_TO_PRIVATE_NETWORKS: z.enum(["refuse", "allow"]).default("refuse"),
  OIDC_PROVIDERS: z.string().min(1).optional(),
} as const;

export type SettingName = keyof typeof settings;

/** Settings that may contain a password. No error quotes them. */
const withSecret: ReadonlySet<SettingName> = new Set(["DATABASE_URL", "METRICS_TOKEN", "SMTP_URL"]);

/** Describes a setting, for the help. */
export function describeSetting(name: SettingName): string {
  return settingText(`about-${name}`, {});
}

/** Names the allowed values of a setting: "a host name or IP address". */
export function allowedValues(name: SettingName): string {
  return settingText(`allowed-${name}`, {});
}

/** The program's validated settings. */
export interface Config {
  port: number;
  host: string;
  /** Absolute path. With a database, only messages that cannot be sent are written there. */
  dataFolder: string;
  /** The PostgreSQL database that keeps the forum. Null if the data folder does. */
  database: { url: string; features: Features } | null;
  /** Null means the address the server listens on. */
  publicUrl: string | null;
  seed: "model" | "none";
  /** Jurisdiction of a newly created forum. Null if not specified. */
  jurisdiction: string | null;
  logLevel: "silent" | "error" | "warn" | "info" | "debug";
  trustProxy: number;
  /** Time for requests to finish when the server stops, in seconds. */
  stopSeconds: number;
  /** Absolute path of the access log, or "-" for standard output. Null for none. */
  accessLog: string | null;
  /** Address and token for reading metrics. Null if metrics are off. */
  metrics: { port: number; host: string; token: string | null } | null;
  limits: AppOptions["limits"];
  /** Limits on stored files, in bytes. */
  storage: StorageLimits;
  /** Limits of reading a file. */
  reading: ReadingLimits;
  /** Path of the browser that prints PDF files. Null if none is installed. */
  chromium: string | null;
  /** Outgoing mail. */
  mail: MailSettings & {
    /** The address that receives answers, or null. */
    replyAddress: string | null;
    /** The name with which the receiving server signs its Authentication-Results. Null if it vouches for nobody. */
    authservId: string | null;
  };
  /** How long sessions last, in days: without use, and in all. */
  sessionDays: { idle: number; most: number };
  /** Whether webhooks may reach private networks. */
  privateNetworks: boolean;
  /** Providers of sign-in, in the order of their buttons. */
  providers: ProviderSettings[];
  /** Whether the server can be reached only from this machine. */
  loopback: boolean;
}

/**
 * Reads the configuration from the environment. Flags win over variables.
 *
 * @throws ConfigError naming the variable and the allowed values.
 */
export function readConfig(environment: Environment): Config {
  const read = <Name extends SettingName>(name: Name): z.infer<(typeof settings)[Name]> => {
    const value = environment[name];
    const result = settings[name].safeParse(value === "" ? undefined : value);
    if (!result.success) {
      const allowed = allowedValues(name);
      throw new ConfigError(
        withSecret.has(name)
          ? settingText("setting-invalid-secret", { name, allowed })
          : settingText("setting-invalid", { name, value: JSON.stringify(value), allowed }),
      );
    }
    return result.data as z.infer<(typeof settings)[Name]>;
  };
  const limitsPer = (group: "ORGANISATION" | "FORUM"): { costlyReads: number; writes: number } => ({
    costlyReads: read(`COSTLY_READS_PER_MINUTE_PER_${group}`),
    writes: read(`WRITES_PER_MINUTE_PER_${group}`),
  });
  const host = read("HOST");
  const publicUrl = read("PUBLIC_URL")?.replace(/(?<!\/)\/+$/u, "") ?? null;
  // A proxy exposes a loopback address to everyone. A public URL therefore means that the server is not local.
  const loopback = isLoopback(host) && publicUrl === null;
  const accessLog = read("ACCESS_LOG");
  return {
    port: read("PORT"),
    host,
    dataFolder: path.resolve(read("DATA_DIR")),
    database: databaseOf(read("DATABASE_URL"), read("DATABASE_WITHOUT") ?? []),
    publicUrl,
    seed: read("SEED") ?? (loopback ? "model" : "none"),
    jurisdiction: read("JURISDICTION") ?? null,
    logLevel: read("LOG_LEVEL"),
    trustProxy: read("TRUST_PROXY"),
    stopSeconds: read("STOP_SECONDS"),
    accessLog: accessLog === undefined || accessLog === "-" ? (accessLog ?? null) : path.resolve(accessLog),
    metrics: metricsOf(read("METRICS_PORT"), read("METRICS_HOST"), read("METRICS_TOKEN")),
    limits: {
      costlyReads: read("COSTLY_READS_PER_MINUTE"),
      writes: read("WRITES_PER_MINUTE"),
      perOrganisation: limitsPer("ORGANISATION"),
      perForum: limitsPer("FORUM"),
      signIns: read("SIGN_INS_PER_MINUTE"),
      signInTries: read("SIGN_IN_TRIES"),
    },
    storage: {
      person: read("STORAGE_PER_PERSON") * megabyte,
      organisation: read("STORAGE_PER_ORGANISATION") * megabyte,
      forum: read("STORAGE_PER_FORUM") * megabyte,
    },
    reading: {
      text: { clauses: read("TEXT_CLAUSES"), characters: read("TEXT_CHARACTERS") },
      longest: read("READING_SECONDS") * 1000,
      megabytes: read("READING_MEGABYTES"),
    },
    chromium: read("CHROMIUM") ?? findChromium(environment["PATH"] ?? ""),
    mail: {
      smtpUrl: read("SMTP_URL") ?? null,
      from:
        read("MAIL_FROM") ?? `Rapporteur <no-reply@${publicUrl === null ? "localhost" : new URL(publicUrl).hostname}>`,
      dkim: dkimOf(read("DKIM_KEY"), read("DKIM_DOMAIN"), read("DKIM_SELECTOR")),
      replyAddress: read("REPLY_ADDRESS") ?? null,
      authservId: read("REPLY_AUTHSERV_ID") ?? null,
      outbox: path.join(path.resolve(read("DATA_DIR")), "outbox"),
    },
    sessionDays: { idle: read("SESSION_IDLE_DAYS"), most: read("SESSION_DAYS") },
    privateNetworks: read("WEBHOOKS_TO_PRIVATE_NETWORKS") === "allow",
    providers: readProviders(read("OIDC_PROVIDERS") ?? "[]", environment),
    loopback,
  };
}

/** Reads the settings of a command. A data folder that is named on the command line wins over a database. */
export function configOf(environment: Environment, { data }: DataOption): Config {
  return readConfig({ ...environment, ...(data !== undefined && { DATA_DIR: data, DATABASE_URL: "" }) });
}

/** @throws ConfigError if anybody could read the metrics */
function metricsOf(port: number | undefined, host: string, token: string | undefined): Config["metrics"] {
  if (port === undefined) return null;
  if (token === undefined && !isLoopback(host)) throw new ConfigError(settingText("setting-metrics-public", { host }));
  return { port, host, token: token ?? null };
}

/** @throws ConfigError if some but not all settings of the signature are set */
function dkimOf(keyFile?: string, domain?: string, selector?: string): MailSettings["dkim"] {
  if (keyFile !== undefined && domain !== undefined && selector !== undefined) return { keyFile, domain, selector };
  if ((keyFile ?? domain ?? selector) === undefined) return null;
  throw new ConfigError(settingText("setting-dkim-incomplete", {}));
}

function databaseOf(url: string | undefined, without: readonly string[]): Config["database"] {
  if (url === undefined) return null;
  const features = {
    notify: !without.includes("notify"),
    advisoryLocks: !without.includes("advisory-locks"),
    tableLocks: !without.includes("table-locks"),
  };
  return { url, features };
}

function isFile(name: string): boolean {
  return fs.statSync(name, { throwIfNoEntry: false })?.isFile() ?? false;
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(?:\.\d{1,3}){3}$/u.test(host);
}

/** A sign-in provider. Its secret is one of the fields, or is read from a file or an environment variable. */
const Provider = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/u),
  name: z.string().trim().min(1).max(60),
  issuer: z.url({ protocol: /^https?$/u }).refine(isSafeIssuer),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1).optional(),
  clientSecretFile: z.string().min(1).optional(),
  clientSecretEnv: z.string().min(1).optional(),
});
const Providers = z.array(Provider).max(20);

/**
 * Reads the providers of sign-in from JSON, or from the JSON file at a path. Files of secrets are relative to that
 * file. No error quotes a value, because one may be a secret.
 * @throws ConfigError
 */
function readProviders(value: string, environment: Environment): ProviderSettings[] {
  const isJson = /^\s*[[{]/u.test(value);
  const folder = isJson ? process.cwd() : path.dirname(path.resolve(value));
  const parsed = Providers.safeParse(parseJson(isJson ? value : readText(value)));
  if (!parsed.success) throw new ConfigError(providerMistake(parsed.error));
  const providers = parsed.data.map(({ id, name, issuer, clientId, ...secret }) => ({
    id,
    name,
    issuer,
    clientId,
    clientSecret: secretOf(id, secret, folder, environment),
  }));
  for (const field of ["id", "issuer"] as const) {
    const values = providers.map((provider) => provider[field].replace(/\/$/u, ""));
    const twice = values.find((one, index) => values.indexOf(one) !== index);
    if (twice !== undefined) throw new ConfigError(settingText("providers-twice", { field, value: twice }));
  }
  return providers;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // The message of the error would quote the text.
    throw new ConfigError(settingText("providers-not-json", {}));
  }
}

function readText(file: string): string {
  try {
    return fs.readFileSync(file, "utf8");
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    throw new ConfigError(settingText("providers-unreadable", { file, reason: code }));
  }
}

type Secret = Pick<z.infer<typeof Provider>, "clientSecret" | "clientSecretFile" | "clientSecretEnv">;

function secretOf(
  id: string,
  { clientSecret, clientSecretFile, clientSecretEnv }: Secret,
  folder: string,
  environment: Environment,
): string {
  const given = [clientSecret, clientSecretFile, clientSecretEnv].filter((one) => one !== undefined);
  if (given.length !== 1) throw new ConfigError(settingText("providers-secret", { id }));
  if (clientSecretEnv !== undefined) {
    const secret = environment[clientSecretEnv] ?? "";
    if (secret === "") throw new ConfigError(settingText("providers-env-unset", { name: clientSecretEnv }));
    return secret;
  }
  return clientSecret ?? readText(path.resolve(folder, clientSecretFile ?? "")).trim();
}

/** Names the first wrong field, and the allowed values. */
function providerMistake({ issues: [issue] }: z.ZodError): string {
  const [index, field] = issue?.path ?? [];
  if (typeof index !== "number") return settingText("providers-not-a-list", {});
  const number = index + 1;
  if (issue?.code === "unrecognized_keys")
    return settingText("providers-unknown-field", { number, field: issue.keys.join(", ") });
  return settingText("providers-field", {
    number,
    field: String(field),
    allowed: settingText(
      field === "id" || field === "issuer" ? `allowed-provider-${field}` : "allowed-provider-text",
      {},
    ),
  });
}

/** Secrets and tokens travel to the issuer, so it must use https unless it is on this machine. */
function isSafeIssuer(issuer: string): boolean {
  const { protocol, hostname } = new URL(issuer);
  return protocol === "https:" || /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/u.test(hostname);
}
