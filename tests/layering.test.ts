import { spawnSync } from "node:child_process";
import { allowed } from "./layering.config.mjs";

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

test("the folders can be put in an order in which each imports only folders before it", () => {
  const left = new Map(Object.entries(allowed));
  for (;;) {
    const free = [...left].filter(([, imported]) => !imported.some((folder) => left.has(folder)));
    if (free.length === 0) break;
    for (const [folder] of free) left.delete(folder);
  }
  expect([...left.keys()]).toEqual([]);
});
