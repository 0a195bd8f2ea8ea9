import { useSyncExternalStore } from "react";
import { readToasts, subscribeToasts, type Toast } from "./toasts.ts";

/** Every toast of this visit, latest first. */
export function useToasts(): readonly Toast[] {
  return useSyncExternalStore(subscribeToasts, readToasts);
}
