import path from "node:path";
import { ConfigError, readConfig } from "../../server/cli/forum/config.ts";

test("fills an empty folder with the model forum only on loopback without a public URL", () => {
  expect(readConfig({}).seed).toBe("model");
  expect(readConfig({ HOST: "0.0.0.0" }).seed).toBe("none");
  expect(readConfig({ PUBLIC_URL: "https://forum.example/" })).toMatchObject({
    seed: "none",
    loopback: false,
    publicUrl: "https://forum.example",
  });
});

test("prints with the configured browser, or the first on PATH, or none", () => {
  expect(readConfig({ CHROMIUM: process.execPath, PATH: "" }).chromium).toBe(process.execPath);
  expect(readConfig({ PATH: "/nowhere" }).chromium).toBeNull();
});

test.each([
  ["PORT", "abc"],
  ["PORT", "70000"],
  ["PUBLIC_URL", "ftp://forum.example"],
  ["SEED", "everything"],
  ["LOG_LEVEL", "loud"],
  ["JURISDICTION", "Ruritania"],
  ["TRUST_PROXY", "-1"],
  ["CHROMIUM", "/nowhere/chromium"],
  ["MAIL_FROM", "Forum forum@example.org"],
  ["MAIL_FROM", "forum"],
  ["DKIM_KEY", "/nowhere/key.pem"],
  ["STOP_SECONDS", "-1"],
  ["STOP_SECONDS", "4000"],
  ["TEXT_CLAUSES", "99"],
  ["TEXT_CHARACTERS", "many"],
  ["READING_SECONDS", "0"],
  ["READING_MEGABYTES", "99"],
  ["WRITES_PER_MINUTE", "-1"],
  ["SIGN_INS_PER_MINUTE", "many"],
  ["SIGN_IN_TRIES", "1.5"],
  ["STORAGE_PER_FORUM", "20 GB"],
  ["METRICS_PORT", "many"],
  ["SESSION_IDLE_DAYS", "0"],
  ["SESSION_DAYS", "500"],
  ["WEBHOOKS_TO_PRIVATE_NETWORKS", "yes"],
])("rejects %s=%s, naming the setting and its allowed values", (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrow(ConfigError);
  expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`^${name} is "${value}"\\. It must be `, "u"));
});

test("writes an access log only where one is configured, to a file or standard output", () => {
  expect(readConfig({}).accessLog).toBeNull();
  expect(readConfig({ ACCESS_LOG: "-" }).accessLog).toBe("-");
  expect(readConfig({ ACCESS_LOG: "access.log" }).accessLog).toBe(path.resolve("access.log"));
});

test("limits requests unless a setting is 0", () => {
  expect(readConfig({}).limits).toEqual({
    ...{ costlyReads: 600, writes: 240, signIns: 1200, signInTries: 20 },
    ...{ perOrganisation: { costlyReads: 0, writes: 0 }, perForum: { costlyReads: 0, writes: 0 } },
  });
  const shared = { WRITES_PER_MINUTE_PER_ORGANISATION: "7", COSTLY_READS_PER_MINUTE_PER_FORUM: "9" };
  expect(readConfig(shared).limits).toMatchObject({
    perOrganisation: { costlyReads: 0, writes: 7 },
    perForum: { costlyReads: 9, writes: 0 },
  });
  const none = { COSTLY_READS_PER_MINUTE: "0", WRITES_PER_MINUTE: "0", SIGN_INS_PER_MINUTE: "0", SIGN_IN_TRIES: "0" };
  expect(readConfig(none).limits).toMatchObject({ costlyReads: 0, writes: 0, signIns: 0, signInTries: 0 });
});

test("limits stored files, in MB, unless a setting is 0", () => {
  const megabyte = 1024 * 1024;
  const usual = { person: 2000 * megabyte, organisation: 2000 * megabyte, forum: 20_000 * megabyte };
  expect(readConfig({}).storage).toEqual(usual);
  expect(readConfig({ STORAGE_PER_PERSON: "0", STORAGE_PER_FORUM: "5" }).storage).toEqual({
    ...usual,
    person: 0,
    forum: 5 * megabyte,
  });
});

test.each([
  ["SMTP_URL", "https://user:secret@mail.example"],
  ["DATABASE_URL", "mysql://user:secret@host/forum"],
])("rejects a wrong %s without its value, which may contain a password", (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrow(
    new RegExp(`^${name} is not valid\\. It must be (?:(?!secret).)+$`, "u"),
  );
});

test("reads the features that a database lacks", () => {
  const url = "postgres://host/forum";
  expect(readConfig({}).database).toBeNull();
  const features = { notify: false, advisoryLocks: true, tableLocks: false };
  expect(readConfig({ DATABASE_URL: url, DATABASE_WITHOUT: "notify, table-locks" }).database).toEqual({
    url,
    features,
  });
  expect(() => readConfig({ DATABASE_URL: url, DATABASE_WITHOUT: "triggers" })).toThrow(ConfigError);
});

test("gives requests 30 seconds to finish when the server stops, unless configured", () => {
  expect(readConfig({}).stopSeconds).toBe(30);
  expect(readConfig({ STOP_SECONDS: "0" }).stopSeconds).toBe(0);
});

test("sends mail as the public host, unless MAIL_FROM names a sender", () => {
  expect(readConfig({ PUBLIC_URL: "https://forum.example:8443/" }).mail.from).toBe(
    "Rapporteur <no-reply@forum.example>",
  );
  const sender = "The Forum <forum@example.org>";
  expect(readConfig({ MAIL_FROM: sender, SMTP_URL: "smtps://user:secret@mail.example" }).mail).toMatchObject({
    from: sender,
    smtpUrl: "smtps://user:secret@mail.example",
  });
});

test("rejects a signature of messages of which a part is missing", () => {
  expect(() => readConfig({ DKIM_KEY: process.execPath, DKIM_DOMAIN: "example.org" })).toThrow(ConfigError);
  expect(readConfig({}).mail.dkim).toBeNull();
});

test("ends sessions after 14 days without use and 90 in all, unless configured", () => {
  expect(readConfig({}).sessionDays).toEqual({ idle: 14, most: 90 });
  expect(readConfig({ SESSION_IDLE_DAYS: "2", SESSION_DAYS: "7" }).sessionDays).toEqual({ idle: 2, most: 7 });
});

test("refuses webhooks to private networks, unless configured", () => {
  expect(readConfig({}).privateNetworks).toBe(false);
  expect(readConfig({ WEBHOOKS_TO_PRIVATE_NETWORKS: "allow" }).privateNetworks).toBe(true);
});
