/**
 * Builds the server and the client with a made-up language besides English, as French and, from right to left, as Arabic:
 *
 *   tsx tests/support/build-disguised.ts FOLDER
 *
 * The folder must be inside the project, so that the server finds its packages. It then contains dist/server and
 * dist/client.
 */
import path from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import * as vite from "vite";
import { compileMessages } from "../../client/compile-messages.ts";
import { serverBundle } from "../../server/bundle.mjs";
import { languages } from "#core/messages/languages.ts";
import { madeUpLanguage } from "./made-up-language.ts";

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error("Usage: tsx tests/support/build-disguised.ts FOLDER");
const root = fileURLToPath(new URL("../..", import.meta.url));

const madeUp = madeUpLanguage();
const withMadeUp = { en: languages.en, fr: madeUp, ar: madeUp };

/** Gives the server the catalogues of the made-up language. */
const addCatalogues: esbuild.Plugin = {
  name: "add-catalogues",
  setup(build) {
    build.onLoad({ filter: /core.messages.languages\.ts$/ }, () => ({
      contents: [
        'import * as en from "./en/index.ts";',
        `const madeUp = ${JSON.stringify(madeUp)};`,
        "export const languages = { en, fr: madeUp, ar: madeUp };",
      ].join("\n"),
      loader: "js",
    }));
  },
};

await esbuild.build({
  ...serverBundle,
  outdir: path.join(folder, "dist", "server"),
  plugins: [addCatalogues],
});
await vite.build({
  root: path.join(root, "client"),
  configFile: false,
  plugins: [compileMessages(withMadeUp)],
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
