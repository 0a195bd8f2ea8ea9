import { createContext, useContext, useSyncExternalStore } from "react";

/** The origin of the page that the server renders. Null in the browser. */
export const PageOrigin = createContext<string | null>(null);

const unchanging = () => () => undefined;

/**
 * Returns whether the browser knows passkeys. It hides them on pages without https, except on localhost. The server takes
 * it that it does.
 */
export function usePasskeys(): boolean {
  return useSyncExternalStore(
    unchanging,
    () => typeof PublicKeyCredential === "function",
    () => true,
  );
}

/** Returns whether the page has this origin. */
export function useIsOrigin(origin: string | undefined): boolean {
  const rendered = useContext(PageOrigin);
  return origin === (rendered ?? location.origin);
}
