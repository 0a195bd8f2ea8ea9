import fs from "node:fs";
import path from "node:path";
import * as z from "zod";
import type { ProviderSettings } from "../identity/openid-provider.ts";
import { ConfigError, settingText } from "./config-error.ts";

/** The fields of a sign-in provider. Its secret is one of them, or is read from a file or an environment variable. */
const fields = {
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/u),
  name: z.string().trim().min(1).max(60),
  issuer: z.url({ protocol: /^https?$/u }).refine(isSafe),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1).optional(),
  clientSecretFile: z.string().min(1).optional(),
  clientSecretEnv: z.string().min(1).optional(),
};
const Provider = z.strictObject(fields);
const Providers = z.array(Provider).max(20);

/**
 * Reads the providers of sign-in from JSON, or from the JSON file at a path. Files of secrets are relative to that file.
 * No error quotes a value, because one may be a secret.
 * @throws ConfigError
 */
export function readProviders(
  value: string,
  environment: Readonly<Record<string, string | undefined>>,
): ProviderSettings[] {
  const isJson = /^\s*[[{]/u.test(value);
  const folder = isJson ? process.cwd() : path.dirname(path.resolve(value));
  const parsed = Providers.safeParse(parseJson(isJson ? value : readText(value)));
  if (!parsed.success) throw new ConfigError(mistakeIn(parsed.error));
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
  environment: Readonly<Record<string, string | undefined>>,
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
function mistakeIn({ issues: [issue] }: z.ZodError): string {
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
function isSafe(issuer: string): boolean {
  const { protocol, hostname } = new URL(issuer);
  return protocol === "https:" || /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/u.test(hostname);
}
