import { useSearch } from "wouter";
import { safePath } from "#core/contract/settings-pages.ts";

/** Returns the page from which the person came to sign in; null if it is unknown. */
export function useReturnTo(): string | null {
  const path = new URLSearchParams(useSearch()).get("return");
  return path === null ? null : safePath(path);
}
