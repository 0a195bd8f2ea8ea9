import type { BuildOptions } from "esbuild";

/** The declaration of bundle.mjs, which runs before anything is compiled. */
export const serverBundle: BuildOptions & { entryPoints: Record<string, string> };
