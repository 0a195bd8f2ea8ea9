import { useSyncExternalStore } from "react";

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

/** Returns whether the page has this origin. The server takes it that it has. */
export function useIsOrigin(origin: string | undefined): boolean {
  return useSyncExternalStore(
    unchanging,
    () => origin === location.origin,
    () => true,
  );
}
