import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { bundleChecker } from "./audit-checker/bundle-checker.ts";
import { languages } from "../server/core/messages/languages.ts";
import { compileMessages } from "./compile-messages.ts";
import { compressFiles } from "./compress-files.ts";
import { pureConstants } from "./pure-constants.ts";
import { subsetFonts } from "./subset-fonts.ts";
import { slimContract } from "./slim-contract.ts";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The client's build. `npm run dev` serves it and passes API requests to a server on port 4100. */
export default defineConfig({
  root: here("."),
  // React has the function itself. The package is for earlier versions of React.
  resolve: { alias: { "use-sync-external-store/shim/index.js": "react" } },
  plugins: [
    compileMessages(languages),
    slimContract(),
    subsetFonts(here("../node_modules/.cache/rapporteur-fonts")),
    bundleChecker(),
    pureConstants(),
    compressFiles(),
  ],
  build: {
    outDir: here("../dist/client"),
    emptyOutDir: true,
    manifest: true,
    target: "es2022",
    // Browsers without module preloading load the modules anyway, only later.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      onLog: (level, log, report) => {
        // "use client" is for frameworks that split components between server and browser.
        if (log.code !== "MODULE_LEVEL_DIRECTIVE") report(level, log);
      },
      // A module of these is loaded only if something of it is used.
      treeshake: {
        moduleSideEffects: [
          { test: /\/server\/core\/|\/node_modules\/(?:prosemirror-model|orderedmap)\//u, sideEffects: false },
        ],
      },
      // Modules that twelve parts share are one file. In many small files they would compress less well.
      output: {
        codeSplitting: {
          groups: [
            { name: "shared", minShareCount: 12, test: (id) => !/\/(?:lazy-component|toasts)\.tsx?$/u.test(id) },
            // Only the settings use the table of settings at run time. The schemas that use it too are not part of a page.
            { name: "forum-settings", test: /\/forum-settings\.ts$/u, priority: 1 },
            // Small modules that the library, the reading room and the comparison all load.
            {
              name: "versions",
              test: /\/(?:(?:lazy-component|version-order|comparison-summary|origins-shown|content-text|stream-safe)\.tsx?|plus\.m?js)$/u,
            },
            // Icons that are smaller than what a file of their own would add.
            {
              name: "chevrons",
              test: /\/(?:chevron-(?:down|up)|message-square|arrow-right|circle-dashed|check)\.m?js$/u,
            },
            // Styles of comments, which pages without proposals use too.
            { name: "thread", priority: 1, test: /\/annotations\/thread\.css$/u },
            // How proposals are shown, in the text and in forms.
            {
              name: "proposed",
              test: /\/(?:amendments\.en|annotation-change|inline-content|parsed-draft|ProposedClauses)\.tsx?$/u,
            },
            // Looking people up, which reading pages load when a text mentions somebody.
            {
              name: "people",
              test: /\/(?:participant-queries|SuggestionList|PersonChooser|mentioned-people|choosing\.en)\.tsx?$/u,
            },
          ],
        },
      },
    },
  },
  server: {
    proxy: { "/api": "http://127.0.0.1:4100" },
    fs: { allow: [here("..")] },
  },
});
