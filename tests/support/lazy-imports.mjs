import { createTransformer } from "@swc/jest";

const options = {
  jsc: {
    parser: { syntax: "typescript", tsx: true },
    target: "es2023",
    transform: { react: { runtime: "automatic" } },
  },
};

/**
 * Compiles a file so that it loads each module at the first use of one of its names. Otherwise each test file would load
 * all modules that it can reach: hundreds, with the writers of every format.
 */
function compilerOf(source) {
  const lazy = [...source.matchAll(/from "([^"]+)"/gu)].map(([, name]) => name);
  return createTransformer({ ...options, module: { type: "commonjs", lazy } });
}

export default {
  process: (source, file, request) => compilerOf(source).process(source, file, request),
  // The names of its modules are part of the file, and therefore of its key.
  getCacheKey: (source, file, request) => createTransformer(options).getCacheKey(source, file, request),
};
