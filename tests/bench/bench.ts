import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/**
 * Usage: `npm run bench -- client|compare|carry|ablate|lineage|notifications|reliability|history|export|import|intake|redline|file-redline|server|similar|uploads [--cases DIR] [--scores-only]`.
 *
 * Bundles the measured code first, as in production. Run from the sources, classes would be lowered to older syntax and
 * everything would take five times as long.
 */
const root = fileURLToPath(new URL("../..", import.meta.url));
const [name = "", ...rest] = process.argv.slice(2);
if (
  ![
    "client",
    "compare",
    "carry",
    "ablate",
    "lineage",
    "notifications",
    "reliability",
    "history",
    "export",
    "import",
    "intake",
    "redline",
    "file-redline",
    "server",
    "similar",
    "uploads",
  ].includes(name)
) {
  console.error(
    "usage: npm run bench -- client|compare|carry|ablate|lineage|notifications|reliability|history|export|import|intake|redline|file-redline|server|similar|uploads [--cases DIR] [--scores-only]",
  );
  process.exit(2);
}
// Not in dist/, because a build that runs during a long benchmark would delete it.
const outdir = `${root}/node_modules/.cache/bench`;
await build({
  // Threads run modules of their own.
  entryPoints: [
    `${root}/tests/bench/${name}.ts`,
    ...["comparison", "reading", "writing"].map((worker) => `${root}/server/workers/${worker}-worker.ts`),
  ],
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
  spawnSync(process.execPath, [`${outdir}/${name}.js`, ...rest], {
    stdio: "inherit",
    cwd: root,
    env: { ...process.env, NODE_ENV: "production" },
  }).status ?? 1;
