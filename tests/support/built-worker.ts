import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { buildSync } from "esbuild";
import { serverBundle } from "../../server/bundle.mjs";

/**
 * Bundles the program of a server's threads, and returns its address. Deleted after the file's tests. From source, each
 * thread would take seconds to start, and `dist` may be older than the source.
 */
export function builtWorker(name: "comparison" | "reading" | "writing"): URL {
  const cache = path.resolve("node_modules/.cache");
  mkdirSync(cache, { recursive: true });
  // Not in a folder of temporary files, because packages are found from where the program is.
  const outdir = mkdtempSync(path.join(cache, "worker-"));
  afterAll(() => rmSync(outdir, { recursive: true, force: true }));
  buildSync({
    ...serverBundle,
    entryPoints: { worker: `server/workers/${name}-worker.ts` },
    outdir,
    outExtension: { ".js": ".mjs" },
    sourcemap: false,
  });
  return pathToFileURL(path.join(outdir, "worker.mjs"));
}
