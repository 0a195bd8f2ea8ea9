import { useEffect, useState, type ComponentType, type ReactNode } from "react";
import * as messages from "#core/messages/interface.en.ts";
import { toast } from "./toasts.ts";

/**
 * Returns a dialog whose code is loaded when it is first opened, so that pages do not load dialogs that few people open.
 * If it cannot be loaded, a message says so and the dialog closes.
 */
export function lazyDialog<Props extends { onClose: (done: boolean) => void }>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  let loaded: ComponentType<Props> | undefined;
  return function LazyDialog(props: Props): ReactNode {
    const [Dialog, setDialog] = useState(() => loaded);
    const { onClose } = props;
    useEffect(() => {
      if (Dialog) return undefined;
      let isCurrent = true;
      load().then(
        (component) => {
          loaded = component;
          if (isCurrent) setDialog(() => component);
        },
        () => {
          if (!isCurrent) return;
          toast(messages.actionFailed, { tone: "failed" });
          onClose(false);
        },
      );
      return () => {
        isCurrent = false;
      };
    }, [Dialog, onClose]);
    return Dialog ? <Dialog {...props} /> : null;
  };
}
