import { useEffect, useState, type ComponentType, type ReactNode } from "react";
import { common as messages } from "#core/messages/catalogues.ts";
import { toast } from "./toasts.ts";

/** A component whose code is loaded later. */
type LazyComponent<Props> = ((props: Props) => ReactNode) & {
  /** Loads the code now, for a page of which the server rendered the component. */
  load: () => Promise<void>;
  /** Loads the code when the browser is idle, for a component that is likely to be needed. */
  preload: () => void;
  /**
   * Loads the code when the user first moves the pointer, touches the page or presses a key, for a component that only
   * an act of the user needs. Returns a function that cancels it.
   */
  preloadAtInput: () => () => void;
  /**
   * Returns whether the code is loaded, and loads it once it is wanted. For a parent that measures the component, and so
   * renders again when it is there.
   */
  useLoaded: (isWanted: boolean, onFailed?: (done: false) => void) => boolean;
};

/** Runs a function when the browser is idle. Safari cannot tell, and runs it after a second. */
export function whenIdle(run: () => void): void {
  if (typeof requestIdleCallback === "function") requestIdleCallback(run);
  else setTimeout(run, 1000);
}

/**
 * Runs a function when the user first moves the pointer, touches the page or presses a key. Returns a function that cancels
 * it.
 */
export function atFirstInput(run: () => void): () => void {
  const listeners = new AbortController();
  const start = (): void => {
    listeners.abort();
    run();
  };
  for (const type of ["pointermove", "pointerdown", "keydown"])
    addEventListener(type, start, { signal: listeners.signal, passive: true });
  return () => listeners.abort();
}

/**
 * Returns a component whose code is loaded when it is first rendered, so that pages do not load dialogs that few people
 * open. Until then it renders nothing. If it cannot be loaded, a message says so, and a dialog closes.
 */
export function lazyComponent<Props extends object>(load: () => Promise<ComponentType<Props>>): LazyComponent<Props> {
  let loaded: ComponentType<Props> | undefined;
  const begin = async (): Promise<void> => {
    // The first use reports a failure.
    loaded = await load().catch(() => loaded);
  };
  const preload = (): void => whenIdle(() => void begin());
  const preloadAtInput = (): (() => void) => atFirstInput(() => void begin());
  return Object.assign(LazyComponent, { load: begin, preload, preloadAtInput, useLoaded });

  function LazyComponent(props: Props): ReactNode {
    const { onClose } = props as { onClose?: (done: boolean) => void };
    useLoaded(true, onClose);
    const Component = loaded;
    return Component ? <Component {...props} /> : null;
  }

  function useLoaded(isWanted: boolean, onFailed?: (done: false) => void): boolean {
    const [isLoaded, setLoaded] = useState(loaded !== undefined);
    useEffect(() => {
      if (isLoaded || !isWanted) return undefined;
      let isCurrent = true;
      load().then(
        (component) => {
          loaded = component;
          if (isCurrent) setLoaded(true);
        },
        () => {
          if (!isCurrent) return;
          toast(messages.actionFailed, { tone: "failed" });
          onFailed?.(false);
        },
      );
      return () => {
        isCurrent = false;
      };
    }, [isLoaded, isWanted, onFailed]);
    return loaded !== undefined;
  }
}
