import fs from "node:fs";
import { fileURLToPath } from "node:url";

const { dependencies } = JSON.parse(fs.readFileSync(new URL("../package.json", import.meta.url), "utf8"));

/** The options of esbuild for bundling the server, without the folder it is written to. */
export const serverBundle = {
  absWorkingDir: fileURLToPath(new URL("..", import.meta.url)),
  entryPoints: {
    main: "server/main.ts",
    cli: "server/cli/cli.ts",
    "workers/comparison-worker": "server/workers/comparison-worker.ts",
    "workers/reading-worker": "server/workers/reading-worker.ts",
    "workers/writing-worker": "server/workers/writing-worker.ts",
  },
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  // Packages that an installation has. Those of the client's components are part of the bundle.
  external: Object.keys(dependencies),
  // React has the function itself. The package, for earlier versions of React, is not a module.
  alias: { "use-sync-external-store/shim/index.js": "react" },
  // Only a browser reads styles.
  loader: { ".css": "empty" },
  jsx: "automatic",
  sourcemap: true,
  logLevel: "warning",
};
