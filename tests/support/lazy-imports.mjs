import { fileURLToPath } from "node:url";
import { createTransformer } from "@swc/jest";

const tests = fileURLToPath(new URL("..", import.meta.url));

const options = {
  jsc: {
    parser: { syntax: "typescript", tsx: true },
    target: "es2023",
    transform: { react: { runtime: "automatic" } },
  },
};

/**
 * Compiles a file so that it loads each module at the first use of one of its names. Otherwise each test file would load
 * all modules that it can reach: hundreds, with the writers of every format. Modules of the tests are loaded at once,
 * because some define hooks.
 */
function compilerOf(source, file) {
  const isTest = file.startsWith(tests);
  const names = [...source.matchAll(/from "([^"]+)"/gu)].map(([, name]) => name);
  const lazy = names.filter(
    (name) =>
      // Hooks must be there before the first component is rendered.
      !/^p?react(?:$|[-/])/u.test(name) &&
      !(isTest && name.startsWith(".") && !/\/(?:server|client|fixtures)\//u.test(name)),
  );
  return createTransformer({ ...options, module: { type: "commonjs", lazy } });
}

/** Writes `export * as` in two steps, because the compiler returns a lazy module without loading it. */
const inTwoSteps = (source) =>
  source.replace(/^export \* as (\w+) (from "[^"]+";)$/gmu, "import * as $1 $2 export { $1 };");

/** The options for the cache key, with the code that chooses the lazy modules. */
const ownOptions = { ...options, sourceFileName: String(compilerOf) + String(inTwoSteps) };

export default {
  process: (source, file, request) => compilerOf(source, file).process(inTwoSteps(source), file, request),
  getCacheKey: (source, file, request) => createTransformer(ownOptions).getCacheKey(source, file, request),
};
