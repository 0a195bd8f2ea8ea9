import config from "./jest.config.mjs";

const [rooms] = config.projects;

/**
 * The unit tests that mutation testing runs for every change of the code: quick ones that need no other process. Tests
 * over the whole model forum and over large generated drafts take seconds each, and are left out.
 */
export default {
  ...rooms,
  displayName: undefined,
  // Jest lists the files below its roots for every mutant.
  roots: ["<rootDir>/server", "<rootDir>/tests"],
  runner: "<rootDir>/tests/support/mutant-runner.mjs",
  testTimeout: 60_000,
  setupFiles: ["<rootDir>/tests/support/few-runs.mjs"],
  testPathIgnorePatterns: [
    "/(accuracy|bounds).test.ts",
    "/core/compare/agreement.test.ts",
    "/model-forum.test.ts",
    "/made-(forums|history).test.ts",
    "/lowdb.test.ts",
    "/lowdb/crash.test.ts",
    "/store/postgres/crash.test.ts",
    "/cli/(migrate|three-servers).test.ts",
    "/services/.*/(library|seed-forum).test.ts",
  ],
};
