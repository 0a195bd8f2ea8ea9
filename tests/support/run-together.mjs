import { spawn } from "node:child_process";

/**
 * Runs npm scripts in parallel. Each argument is a chain of scripts ("typecheck,knip"). Prints the output of each
 * script when it ends. A chain stops at its first failure, and any failure makes the whole run fail.
 *
 *   node tests/support/run-together.mjs lint,knip typecheck,format:check
 */
const chains = process.argv.slice(2).map((names) => names.split(","));
const passed = await Promise.all(
  chains.map(async (names) => {
    for (const name of names) if (!(await run(name))) return false;
    return true;
  }),
);
process.exitCode = passed.every(Boolean) ? 0 : 1;

function run(name) {
  const child = spawn("npm", ["run", "--silent", name], { shell: process.platform === "win32" });
  let output = "";
  const take = (chunk) => {
    output += chunk.toString();
  };
  child.stdout.on("data", take);
  child.stderr.on("data", take);
  return new Promise((resolve) => {
    child.on("close", (code) => {
      process.stdout.write(`${name}: ${code === 0 ? "passed" : "failed"}\n${output}`);
      resolve(code === 0);
    });
  });
}
