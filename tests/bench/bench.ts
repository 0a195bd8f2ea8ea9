import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/**
 * `npm run bench -- compare|carry|lineage|export [--cases DIR] [--scores-only]`. What is measured is bundled first, as it is in production: run from
 * the sources, classes are lowered on the way and everything takes five times as long.
 */
const root = fileURLToPath(new URL("../..", import.meta.url));
const [name = "", ...rest] = process.argv.slice(2);
if (!["compare", "carry", "lineage", "export"].includes(name)) {
  console.error("usage: npm run bench -- compare|carry|lineage|export [--cases DIR] [--scores-only]");
  process.exit(2);
}
// Not in dist/: a build beside a long bench would sweep it away.
const outdir = `${root}/node_modules/.cache/bench`;
await build({
  // Exports are written in a thread, which runs a module of its own.
  entryPoints: [`${root}/tests/bench/${name}.ts`, `${root}/server/workers/writing-worker.ts`],
  outdir,
  entryNames: "[name]",
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  packages: "external",
  logLevel: "error",
});
process.exitCode =
  spawnSync(process.execPath, [`${outdir}/${name}.js`, ...rest], { stdio: "inherit", cwd: root }).status ?? 1;
