import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";

const rootDir = fileURLToPath(new URL("..", import.meta.url));

/** Packages that contain only ES modules. Jest runs CommonJS, so it has to transform them. */
const esModules = [
  "lowdb",
  "steno",
  "parse5",
  "entities",
  "pdfjs-dist",
  "d3-[a-z-]+",
  "internmap",
  "intl-messageformat",
  "@formatjs",
  "wouter",
  "regexparam",
  "openid-client",
  "oauth4webapi",
  "jose",
  "oidc-provider",
  "preact",
  "preact-render-to-string",
  "request-filtering-agent",
];

const shared = {
  rootDir,
  // In Jest's sandbox each use of a global is a slow look-up, unless it is listed here. Names that a package declares
  // itself, such as "Map" and "Set", cannot be.
  sandboxInjectedGlobals: ["Array", "Float64Array", "Int32Array", "Math", "Number", "Object", "String", "Uint8Array"],
  moduleNameMapper: {
    "\\.css$": "<rootDir>/tests/support/no-styles.mjs",
    // Zod loads its messages in 60 languages, which nothing uses. Each test file would load them.
    "^\\.\\./locales/index\\.cjs$": "<rootDir>/node_modules/zod/v4/locales/en.cjs",
    "^fast-check$": "<rootDir>/tests/support/seeded-fast-check.mjs",
  },
  transform: {
    "\\.[cm]?[jt]sx?$": "<rootDir>/tests/support/lazy-imports.mjs",
  },
  transformIgnorePatterns: [`/node_modules/(?!(?:${esModules.join("|")})/)`],
};

export default {
  rootDir,
  reporters: ["default", "<rootDir>/tests/support/summary-reporter.mjs"],
  testTimeout: 60_000,
  // By default, Jest leaves one core free. With two cores it would run one file at a time, although browser tests
  // mostly wait.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  // What a file leaves in memory, about 10 MB, slows collections down until files take three times as long.
  workerIdleMemoryLimit: "1GB",
  projects: [
    {
      ...shared,
      displayName: "rooms",
      testEnvironment: "node",
      testMatch: ["<rootDir>/tests/**/*.test.ts", "<rootDir>/tests/**/*.test.tsx"],
      testPathIgnorePatterns: ["<rootDir>/tests/e2e/"],
    },
    {
      ...shared,
      displayName: "browser",
      testEnvironment: "node",
      testMatch: ["<rootDir>/tests/e2e/**/*.test.ts"],
      globalSetup: "<rootDir>/tests/support/browser-setup.mjs",
      globalTeardown: "<rootDir>/tests/support/browser-teardown.mjs",
    },
  ],
};
