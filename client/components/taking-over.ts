import { hydrateRoot } from "react-dom/client";
import type { ReactNode } from "react";

let isRunning = false;

/** Takes over the elements of a page that the server rendered. */
export function takeOver(root: HTMLElement, page: ReactNode): void {
  isRunning = true;
  hydrateRoot(root, page);
  isRunning = false;
}

/** Returns whether elements of the server are being taken over. A component that is rendered first asks it once. */
export function isTakingOver(): boolean {
  return isRunning;
}
