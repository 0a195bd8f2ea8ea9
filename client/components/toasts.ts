import { useSyncExternalStore } from "react";

/** Something that was done or went wrong, told in one sentence, with a way back where there is one. */
export interface Toast {
  id: number;
  text: string;
  tone: "done" | "failed";
  at: Date;
  /** Takes the act back; absent where that cannot be. */
  undo?: () => void;
  /** Whether it is still on the page; it stays in the log for the rest of the visit. */
  shown: boolean;
}

let toasts: readonly Toast[] = [];
let count = 0;
const listeners = new Set<() => void>();

function set(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Every toast of this visit, latest first. */
export function readToasts(): readonly Toast[] {
  return toasts;
}

/** Calls back at every change; returns the way to stop. */
export function subscribeToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Reports an act. `undo` is offered once: using it takes it off. */
export function toast(text: string, options: { tone?: Toast["tone"]; undo?: () => void } = {}): void {
  count += 1;
  const id = count;
  const { undo } = options;
  const entry: Toast = { id, text, tone: options.tone ?? "done", at: new Date(), shown: true };
  if (undo) {
    entry.undo = () => {
      set(toasts.map(({ undo: _used, ...rest }) => (rest.id === id ? { ...rest, shown: false } : keep(rest, _used))));
      undo();
    };
  }
  set([entry, ...toasts].slice(0, 100));
}

/** Takes a toast off the page; the log keeps it. */
export function dismissToast(id: number): void {
  set(toasts.map((entry) => (entry.id === id ? { ...entry, shown: false } : entry)));
}

function keep(entry: Omit<Toast, "undo">, undo: (() => void) | undefined): Toast {
  return undo ? { ...entry, undo } : entry;
}

/** Every toast of this visit, latest first. */
export function useToasts(): readonly Toast[] {
  return useSyncExternalStore(subscribeToasts, readToasts);
}
