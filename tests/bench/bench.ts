import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/**
 * `npm run bench -- compare|carry [--cases DIR]`. What is measured is bundled first, as it is in production: run from
 * the sources, classes are lowered on the way and everything takes five times as long.
 */
const root = fileURLToPath(new URL("../..", import.meta.url));
const [name = "", ...rest] = process.argv.slice(2);
if (!["compare", "carry"].includes(name)) {
  console.error("usage: npm run bench -- compare|carry [--cases DIR]");
  process.exit(2);
}
const outfile = `${root}/dist/bench/${name}.js`;
await build({
  entryPoints: [`${root}/tests/bench/${name}.ts`],
  outfile,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  packages: "external",
  logLevel: "error",
});
process.exitCode = spawnSync(process.execPath, [outfile, ...rest], { stdio: "inherit", cwd: root }).status ?? 1;
