import { mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { buildSync } from "esbuild";
import { serverBundle } from "../../server/bundle.mjs";

/**
 * Bundles programs for processes and threads, and returns their folder. `entries` are source files by name; the server's
 * by default. Program NAME is the file "NAME.mjs". The folder is deleted after the file's tests.
 *
 * From source, each process would take seconds to start, and `dist` may be older than the source.
 */
export function builtPrograms(entries: Readonly<Record<string, string>> = serverBundle.entryPoints): string {
  // Packages are found from a program's location, and the server finds the project two folders up.
  const outdir = mkdtempSync(path.resolve("node_modules/.built-"));
  afterAll(() => rmSync(outdir, { recursive: true, force: true }));
  buildSync({ ...serverBundle, entryPoints: entries, outdir, outExtension: { ".js": ".mjs" }, sourcemap: false });
  return outdir;
}

/** Bundles the program of a server's threads, and returns its address. */
export function builtWorker(name: "comparison" | "reading" | "writing"): URL {
  const folder = builtPrograms({ [name]: `server/workers/${name}-worker.ts` });
  return pathToFileURL(path.join(folder, `${name}.mjs`));
}
