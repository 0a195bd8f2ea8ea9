import fs from "node:fs";
import path from "node:path";
import JestRunner from "jest-runner";

/**
 * Runs the tests of one mutant in little time: only the files with a test that reaches the mutant, and none after a
 * failure. The file that found the last mutant comes first because the next one is beside it, then the quickest.
 * Without this, each mutant loads and runs every test file of its part.
 */
export default class MutantRunner extends JestRunner {
  async runTests(tests, watcher, options) {
    const mutant = process.env.__STRYKER_ACTIVE_MUTANT__;
    if (mutant === undefined) return this.#runAll(tests, watcher, options);
    const known = knownTests(this._globalConfig.rootDir);
    const reaches = new RegExp(this._globalConfig.testNamePattern ?? "", "i");
    const cost = (test) => (test.path === lastToFail ? 0 : (known[test.path]?.ms ?? 0));
    const chosen = tests
      .filter((test) => known[test.path]?.names.some((name) => reaches.test(name)) ?? true)
      .sort((one, other) => cost(one) - cost(other));
    let failed = false;
    this.on("test-file-success", ([, result]) => (failed ||= result.numFailingTests > 0));
    this.on("test-file-failure", () => (failed = true));
    for (const test of chosen) {
      await super.runTests([test], watcher, options);
      if (!failed) continue;
      lastToFail = test.path;
      return;
    }
  }

  /** Runs all tests on the code without a mutant, and writes down the names and the time, in ms, of each file's tests. */
  async #runAll(tests, watcher, options) {
    const found = {};
    this.on("test-file-success", ([test, { perfStats, testResults }]) => {
      found[test.path] = { names: testResults.map(({ fullName }) => fullName), ms: perfStats.end - perfStats.start };
    });
    await super.runTests(tests, watcher, options);
    fs.writeFileSync(fileOfKnownTests(this._globalConfig.rootDir), JSON.stringify(found));
  }
}

let lastToFail;
let known;

/** Reads a file because a process that hangs in a mutant is replaced by another one. */
function knownTests(folder) {
  return (known ??= JSON.parse(fs.readFileSync(fileOfKnownTests(folder), "utf8")));
}

function fileOfKnownTests(folder) {
  return path.join(folder, "known-tests.json");
}
