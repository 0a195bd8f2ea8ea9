import { ConfigError, readConfig } from "../../server/cli/config.ts";

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
])("rejects %s=%s, naming the setting and its allowed values", (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrow(ConfigError);
  expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`^${name} is "${value}"\\. It must be `, "u"));
});
