import { useEffect, useState, type ComponentType, type ReactNode } from "react";
import { common as messages } from "#core/messages/catalogues.ts";
import { toast } from "./toasts.ts";

/** A component whose code is loaded later. */
type LazyComponent<Props> = ((props: Props) => ReactNode) & {
  /** Loads the code when the browser is idle, for a component that is likely to be needed. */
  preload: () => void;
  /**
   * Returns whether the code is loaded, and loads it once it is wanted. For a parent that measures the component, and so
   * renders again when it is there.
   */
  useLoaded: (isWanted: boolean, onFailed?: (done: false) => void) => boolean;
};

/**
 * Returns a component whose code is loaded when it is first rendered, so that pages do not load dialogs that few people
 * open. Until then it renders nothing. If it cannot be loaded, a message says so, and a dialog closes.
 */
export function lazyComponent<Props extends object>(load: () => Promise<ComponentType<Props>>): LazyComponent<Props> {
  let loaded: ComponentType<Props> | undefined;
  const preload = (): void => {
    const start = (): void => {
      load().then(
        (component) => (loaded = component),
        // The first use reports it.
        () => undefined,
      );
    };
    if (typeof requestIdleCallback === "function") requestIdleCallback(start);
    else setTimeout(start, 1000);
  };
  return Object.assign(LazyComponent, { preload, useLoaded });

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
