import { ConfigError, readConfig } from "../server/config.ts";

test("on loopback an empty folder is filled with the model forum; elsewhere and behind a proxy it stays empty", () => {
  expect(readConfig({}).seed).toBe("model");
  expect(readConfig({ HOST: "0.0.0.0" }).seed).toBe("none");
  expect(readConfig({ PUBLIC_URL: "https://forum.example/" })).toMatchObject({
    seed: "none",
    loopback: false,
    publicUrl: "https://forum.example",
  });
});

test("the browser that prints is the one that is named, else the first on PATH, else none", () => {
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
])("%s=%s is refused by its name, with what is allowed", (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrow(ConfigError);
  expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`^${name} is "${value}"; it must be `, "u"));
});
