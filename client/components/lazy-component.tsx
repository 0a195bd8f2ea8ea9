import { useEffect, useState, type ComponentType, type ReactNode } from "react";
import { common as messages } from "#core/messages/catalogues.ts";
import { toast } from "./toasts.ts";

/**
 * Returns a component whose code is loaded when it is first rendered, so that pages do not load dialogs that few people
 * open. Until then it renders nothing. If it cannot be loaded, a message says so, and a dialog closes.
 */
export function lazyComponent<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  let loaded: ComponentType<Props> | undefined;
  return function LazyComponent(props: Props): ReactNode {
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
  };
}
