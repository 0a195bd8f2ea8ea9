import { spawnSync } from "node:child_process";

test("every room imports only what its layer allows, without import cycles", () => {
  const run = spawnSync(
    process.execPath,
    [
      "node_modules/dependency-cruiser/bin/dependency-cruise.mjs",
      "--config",
      "tests/layering.config.mjs",
      "--output-type",
      "err",
      "server",
      "client",
      "fixtures",
    ],
    { encoding: "utf8", cwd: process.cwd() },
  );
  expect(run.stdout + run.stderr).toContain("no dependency violations found");
});
