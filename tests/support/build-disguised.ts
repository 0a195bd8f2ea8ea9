/**
 * Builds the server and the client with every message disguised:
 *
 *   tsx tests/support/build-disguised.ts FOLDER
 *
 * The folder must be inside the project, so that the server finds its packages. It then contains dist/server and
 * dist/client.
 */
import path from "node:path";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import * as esbuild from "esbuild";
import * as vite from "vite";
import { compileMessages } from "../../client/compile-messages.ts";
import { serverBundle } from "../../server/bundle.mjs";
import { disguiseMessage } from "./disguise-message.mjs";

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error("Usage: tsx tests/support/build-disguised.ts FOLDER");
const root = fileURLToPath(new URL("../..", import.meta.url));

/** Gives the server each catalogue with its messages disguised. */
const disguiseCatalogues: esbuild.Plugin = {
  name: "disguise-catalogues",
  setup(build) {
    build.onLoad({ filter: /core.messages.[a-z-]+\.[a-z]{2}\.ts$/ }, async ({ path: file }) => {
      const catalogue = (await import(file)) as Record<string, unknown>;
      const lines = Object.entries(catalogue).map(
        ([name, value]) => `export const ${name} = ${JSON.stringify(disguised(value))};`,
      );
      return { contents: lines.join("\n"), loader: "js" };
    });
  },
};

/** Disguises a message, or an object of messages. */
function disguised(value: unknown): unknown {
  if (typeof value === "string") return disguiseMessage(value);
  if (typeof value !== "object" || value === null) throw new Error(`A catalogue holds ${typeof value}, not messages.`);
  return Object.fromEntries(Object.entries(value).map(([key, message]) => [key, disguised(message)]));
}

await esbuild.build({
  ...serverBundle,
  outdir: path.join(folder, "dist", "server"),
  plugins: [disguiseCatalogues],
});
await vite.build({
  root: path.join(root, "client"),
  configFile: false,
  plugins: [react(), compileMessages(disguiseMessage)],
  build: {
    outDir: path.resolve(folder, "dist", "client"),
    emptyOutDir: true,
    manifest: true,
    target: "es2022",
    minify: false,
    modulePreload: { polyfill: false },
  },
  logLevel: "warn",
});
