import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Plugin } from "vite";

/** Name of the checker's script among the client's files. The server puts it into one HTML file with its texts. */
const fileName = "audit-checker.js";

/** Adds the script of the checker of the audit chain to the client's build, as one file without imports. */
export function bundleChecker(): Plugin {
  return {
    name: "bundle-checker",
    apply: "build",
    async generateBundle() {
      this.emitFile({ type: "asset", fileName, source: await checkerScript() });
    },
  };
}

/** Returns the script of the checker. */
export async function checkerScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("main.ts", import.meta.url))],
    absWorkingDir: fileURLToPath(new URL("../..", import.meta.url)),
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2022",
    charset: "utf8",
    write: false,
  });
  return outputFiles[0]?.text ?? "";
}
