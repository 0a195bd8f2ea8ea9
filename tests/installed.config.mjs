import config from "./jest.config.mjs";

const [rooms] = config.projects;

/** Tests with programs that the machine may lack. `npm test` leaves them out, so that it has one result everywhere. */
export default {
  ...rooms,
  displayName: undefined,
  testMatch: ["<rootDir>/tests/**/*.installed.ts"],
  testTimeout: 120_000,
};
