import { useEffect, useState, type ComponentType, type ReactNode } from "react";
import { common as messages } from "#core/messages/catalogues.ts";
import { toast } from "./toasts.ts";

/** A component whose code is loaded later. */
type LazyComponent<Props> = ((props: Props) => ReactNode) & {
  /** Loads the code when the browser is idle, for a component that is likely to be needed. */
  preload: () => void;
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
  return Object.assign(LazyComponent, { preload });

  function LazyComponent(props: Props): ReactNode {
    const [Component, setComponent] = useState(() => loaded);
    const { onClose } = props as { onClose?: (done: boolean) => void };
    useEffect(() => {
      if (Component) return undefined;
      let isCurrent = true;
      load().then(
        (component) => {
          loaded = component;
          if (isCurrent) setComponent(() => component);
        },
        () => {
          if (!isCurrent) return;
          toast(messages.actionFailed, { tone: "failed" });
          onClose?.(false);
        },
      );
      return () => {
        isCurrent = false;
      };
    }, [Component, onClose]);
    return Component ? <Component {...props} /> : null;
  }
}
