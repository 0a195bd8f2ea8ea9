import fs from "node:fs";
import path from "node:path";
import { ConfigError, readConfig } from "../../server/cli/forum/config.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

const provider = { id: "example", name: "Example ID", issuer: "https://id.example.org", clientId: "rapporteur" };
const folder = scratchFolder();
const secret = "a secret of 16 letters";
const read = (providers: unknown, more: Record<string, string> = {}) =>
  readConfig({ OIDC_PROVIDERS: JSON.stringify(providers), ...more }).providers;

function mistake(providers: unknown): string {
  try {
    read(providers);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message;
  }
  return "";
}

test("there is no provider unless configured", () => {
  expect(readConfig({}).providers).toEqual([]);
});

test("a secret stands in the setting, in an environment variable, or in a file", () => {
  const expected = [{ ...provider, clientSecret: secret }];
  fs.writeFileSync(path.join(folder, "secret"), `${secret}\n`);
  expect(read([{ ...provider, clientSecret: secret }])).toEqual(expected);
  expect(read([{ ...provider, clientSecretEnv: "THE_SECRET" }], { THE_SECRET: secret })).toEqual(expected);
  expect(read([{ ...provider, clientSecretFile: path.join(folder, "secret") }])).toEqual(expected);
});

test("reads a file, and files of secrets relative to it", () => {
  fs.writeFileSync(path.join(folder, "secret"), secret);
  const file = path.join(folder, "providers.json");
  fs.writeFileSync(file, JSON.stringify([{ ...provider, clientSecretFile: "secret" }]));
  expect(readConfig({ OIDC_PROVIDERS: file }).providers).toEqual([{ ...provider, clientSecret: secret }]);
});

test("allows http only on this machine", () => {
  const local = { ...provider, issuer: "http://127.0.0.1:9000", clientSecret: secret };
  expect(read([local])).toEqual([local]);
  expect(mistake([{ ...local, issuer: "http://id.example.org" }])).toBe(
    "OIDC_PROVIDERS: issuer of provider 1 must be an https URL; http is allowed only on this machine.",
  );
});

test.each([
  [{ ...provider, clientSecret: secret }, "OIDC_PROVIDERS must be a list of at most 20 providers."],
  [[{ ...provider, id: "Example ID", clientSecret: secret }], "id of provider 1 must be a short name"],
  [[{ ...provider, name: "", clientSecret: secret }], "name of provider 1 must be a text that is not empty."],
  [[{ ...provider, clientsecret: secret }], "provider 1 has the unknown field clientsecret."],
  [[provider], "the provider example must have exactly one of clientSecret"],
  [[{ ...provider, clientSecret: secret, clientSecretEnv: "X" }], "must have exactly one of clientSecret"],
  [[{ ...provider, clientSecretEnv: "NOT_SET" }], "names the environment variable NOT_SET, which is not set."],
  [[{ ...provider, clientSecretFile: "/nowhere/secret" }], "/nowhere/secret, which cannot be read (ENOENT)."],
  [[1, 2].map(() => ({ ...provider, clientSecret: secret })), "two providers have the id example."],
])("rejects %j without quoting the secret", (providers, expected) => {
  const message = mistake(providers);
  expect(message).toContain(expected);
  expect(message).not.toContain(secret);
});

test("rejects broken JSON without quoting it", () => {
  expect(() => readConfig({ OIDC_PROVIDERS: `[{"clientSecret": "${secret}"` })).toThrow(
    "OIDC_PROVIDERS is not valid JSON.",
  );
});
