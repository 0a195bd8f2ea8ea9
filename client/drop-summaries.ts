import type { Plugin } from "vite";

/**
 * Leaves the summaries of operations out of the client while it is built. Only the OpenAPI description uses them, but
 * every page loads the contract.
 */
export function dropSummaries(): Plugin {
  return {
    name: "drop-summaries",
    enforce: "pre",
    transform: (code, id) =>
      /\/core\/contract\/[a-z-]+-operations\.ts$/u.test(id) ? { code: withoutSummaries(code), map: null } : null,
  };
}

/** Returns the source of operations without their summaries. */
export function withoutSummaries(code: string): string {
  return code.replaceAll(/\bsummary:\s*"[^"]*",/gu, "");
}
