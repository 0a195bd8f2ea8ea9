import { fileURLToPath } from "node:url";

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
  packages: "external",
  jsx: "automatic",
  sourcemap: true,
  logLevel: "warning",
};
