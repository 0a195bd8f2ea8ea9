import path from "node:path";
import * as z from "zod";
import { Jurisdiction } from "#core/access/forum.ts";
import { findChromium, isProgram } from "./printing/find-chromium.ts";

/** An invalid setting. The message names the variable and the allowed values. */
export class ConfigError extends Error {
  override name = "ConfigError";
}

const port = z.coerce.number().int().min(0).max(65_535);

/**
 * Settings with their allowed values. Each can be set by environment variable or by flag (`--data-dir` for DATA_DIR).
 */
export const settings = {
  PORT: {
    schema: port.default(4100),
    allowed: "a port number from 0 (any free one) to 65535",
    about: "the port to listen on",
  },
  HOST: {
    schema: z.string().min(1).default("127.0.0.1"),
    allowed: "a host name or IP address",
    about: "the address to bind",
  },
  DATA_DIR: { schema: z.string().min(1).default("data"), allowed: "a folder's path", about: "where the data is kept" },
  PUBLIC_URL: {
    schema: z.url({ protocol: /^https?$/u }).optional(),
    allowed: "an http or https URL",
    about: "the address people use, where a proxy stands in front",
  },
  SEED: {
    schema: z.enum(["model", "none"]).optional(),
    allowed: "`model` (the model forum) or `none`",
    about: "what an empty data folder is filled with; left out, `model` on loopback and `none` elsewhere",
  },
  JURISDICTION: {
    schema: Jurisdiction.optional(),
    allowed: "a country by ISO 3166-1 (`ch`), its part after a hyphen, or `un`",
    about:
      "under whose jurisdiction Akoma Ntoso names the documents of a forum that is set up; left out, `zz` for none",
  },
  LOG_LEVEL: {
    schema: z.enum(["silent", "error", "warn", "info", "debug"]).default("warn"),
    allowed: "silent, error, warn, info or debug",
    about: "how much is logged",
  },
  TRUST_PROXY: {
    schema: z.coerce.number().int().min(0).max(10).default(0),
    allowed: "the number of proxies in front, 0 to 10",
    about: "how many proxies to believe about a reader's address",
  },
  COSTLY_READS_PER_MINUTE: {
    schema: z.coerce.number().int().min(0).max(1_000_000).default(600),
    allowed: "a number from 0 (no limit) to 1000000",
    about:
      "how many comparisons, previews, placements and files one person, or without an account one address, may ask for",
  },
  CHROMIUM: {
    schema: z.string().refine(isProgram).optional(),
    allowed: "the path of a program that can be run",
    about: "the Chromium or Chrome that prints PDF files; left out, the first on PATH",
  },
} as const;

export type SettingName = keyof typeof settings;

/** The program's validated settings. */
export interface Config {
  port: number;
  host: string;
  /** Absolute path. */
  dataFolder: string;
  /** Null means the address the server listens on. */
  publicUrl: string | null;
  seed: "model" | "none";
  /** Jurisdiction of a newly created forum. Null if not specified. */
  jurisdiction: string | null;
  logLevel: "silent" | "error" | "warn" | "info" | "debug";
  trustProxy: number;
  /** Maximum number of costly requests per minute from one person or address. 0 means no limit. */
  costlyReads: number;
  /** Path of the browser that prints PDF files. Null if none is installed. */
  chromium: string | null;
  /** Whether the server can be reached only from this machine. */
  loopback: boolean;
}

/**
 * Reads the configuration from the environment. Flags win over variables.
 *
 * @throws ConfigError naming the variable and the allowed values.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const read = <Name extends SettingName>(name: Name): z.infer<(typeof settings)[Name]["schema"]> => {
    const value = environment[name];
    const result = settings[name].schema.safeParse(value === "" ? undefined : value);
    if (!result.success) {
      throw new ConfigError(`${name} is ${JSON.stringify(value)}; it must be ${settings[name].allowed}.`);
    }
    return result.data as z.infer<(typeof settings)[Name]["schema"]>;
  };
  const host = read("HOST");
  const publicUrl = read("PUBLIC_URL")?.replace(/\/+$/u, "") ?? null;
  // A proxy exposes a loopback address to everyone. A public URL therefore means that the server is not local.
  const loopback = isLoopback(host) && publicUrl === null;
  return {
    port: read("PORT"),
    host,
    dataFolder: path.resolve(read("DATA_DIR")),
    publicUrl,
    seed: read("SEED") ?? (loopback ? "model" : "none"),
    jurisdiction: read("JURISDICTION") ?? null,
    logLevel: read("LOG_LEVEL"),
    trustProxy: read("TRUST_PROXY"),
    costlyReads: read("COSTLY_READS_PER_MINUTE"),
    chromium: read("CHROMIUM") ?? findChromium(environment["PATH"] ?? ""),
    loopback,
  };
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(?:\.\d{1,3}){3}$/u.test(host);
}
