/**
 * Runs the tests, or some of them, on another version of Node, which npm's package `node` brings:
 *
 *   npm run test:node -- 22
 *   npm run test:node -- 24 core/compare --selectProjects rooms
 */
import { spawnSync } from "node:child_process";

const [version, ...args] = process.argv.slice(2);
if (!/^\d+$/u.test(version ?? "")) {
  console.error("Usage: npm run test:node -- VERSION [ARGUMENTS OF JEST]");
  process.exit(2);
}
const jest = ["--max-semi-space-size=64", "node_modules/jest/bin/jest.js", "-c", "tests/jest.config.mjs", ...args];
const { status } = spawnSync("npm", ["exec", "--yes", `--package=node@${version}`, "--", "node", ...jest], {
  stdio: "inherit",
  shell: process.platform === "win32",
});
process.exit(status ?? 1);
