import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { build } from "esbuild";
import { serverBundle } from "../../server/bundle.mjs";

const { dependencies } = JSON.parse(readFileSync("package.json", "utf8")) as { dependencies: Record<string, string> };

/** Returns the package of an import: "react-dom/server" -> "react-dom". */
const packageOf = (imported: string): string =>
  imported
    .split("/")
    .slice(0, imported.startsWith("@") ? 2 : 1)
    .join("/");

test("the built server imports every package of `dependencies`, and no other", async () => {
  const { metafile, outputFiles } = await build({ ...serverBundle, outdir: "dist", write: false, metafile: true });
  const imported = Object.values(metafile.outputs)
    .flatMap(({ imports }) => imports.filter(({ external }) => external).map(({ path }) => path))
    .filter((path) => !isBuiltin(path))
    .map(packageOf);
  // Fonts are read as files.
  const code = outputFiles.filter(({ path }) => path.endsWith(".js")).map(({ text }) => text);
  const fonts = Object.keys(dependencies).filter(
    (name) => name.startsWith("@fontsource") && code.some((text) => text.includes(`"${name}"`)),
  );
  // "react" and "react-dom" are other names of Preact, which they import.
  const preact = imported.includes("react-dom") ? ["preact", "preact-render-to-string"] : [];
  expect([...new Set([...imported, ...fonts, ...preact])].sort()).toEqual(Object.keys(dependencies).sort());
});

test("the package contains the build, the model forum and the examples for operators, and no source", () => {
  const run = spawnSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], { encoding: "utf8" });
  const [{ files }] = JSON.parse(run.stdout) as [{ files: { path: string }[] }];
  const paths = files.map(({ path }) => path);
  expect(paths).toEqual(
    expect.arrayContaining([
      "dist/server/cli.js",
      "dist/server/workers/reading-worker.js",
      "dist/client/.vite/manifest.json",
      "fixtures/agreement/files/agreement.1.md",
      "fixtures/wtpf-13/files/sg-report.1.html",
      "fixtures/wtpf-13/forum.json",
      "server/deploy/rapporteur-backup.timer",
      "server/rapporteur.mjs",
      "LICENSE",
      "README.md",
    ]),
  );
  expect(paths.filter((path) => /\.(?:tsx?|map)$|^(?:client|tests|node_modules)\//u.test(path))).toEqual([]);
});
