import { type KeyboardEvent, type ReactNode, useLayoutEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { returnFocus } from "./focus.ts";

/** Id of the element that contains the page. It is inert while a modal is open. */
export const pageFrame = "page-frame";
/** Id of the landmark that contains open modals. */
export const modalRegion = "modals";

/** The open modals, the top one last. Only it can be used; messages above it (ToastRegion) can always be used. */
const opened: HTMLElement[] = [];

/** Calls that wait until the page can be used again. */
const waiting: (() => void)[] = [];

/** Calls back once no modal is open: at once, or after the last one has closed and returned the focus. */
export function onceUsable(callback: () => void): void {
  if (opened.length === 0) callback();
  else waiting.push(callback);
}

function updateInert(): void {
  const page = document.getElementById(pageFrame);
  if (page) page.inert = opened.length > 0;
  for (const modal of opened) modal.inert = modal !== opened.at(-1);
}

/**
 * A layer over the page with a box in it. While it is open, the rest of the page cannot be used. Takes the focus, and
 * returns it when it closes. Not a `dialog` element, because that would make the messages above it unusable too, and
 * with them the undo.
 */
export function Modal({
  className,
  boxClassName,
  role = "dialog",
  labelledBy,
  isDismissable = true,
  onClose,
  children,
}: {
  className: string;
  boxClassName: string;
  role?: "dialog" | "alertdialog";
  /** Id of its title. */
  labelledBy: string;
  /** Whether a press outside the box closes it. Escape always does. */
  isDismissable?: boolean;
  onClose: () => void;
  children: ReactNode;
}): ReactNode {
  const layer = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLDivElement>(null);
  // Read before the content takes the focus.
  const [before] = useState(() => document.activeElement);
  const isPressedOutside = useRef(false);
  useLayoutEffect(() => {
    const modal = layer.current;
    if (!modal) return undefined;
    opened.push(modal);
    updateInert();
    if (!modal.contains(document.activeElement)) box.current?.focus();
    return () => {
      opened.splice(opened.indexOf(modal), 1);
      updateInert();
      returnFocus(before, modal);
      if (opened.length === 0) for (const callback of waiting.splice(0)) callback();
    };
  }, [before]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    onClose();
  };
  return createPortal(
    <div
      ref={layer}
      className={className}
      onKeyDown={onKeyDown}
      // A press that selects text may end outside the box.
      onPointerDown={({ target, currentTarget }) => {
        isPressedOutside.current = target === currentTarget;
      }}
      onClick={({ target, currentTarget }) => {
        if (isDismissable && isPressedOutside.current && target === currentTarget) onClose();
      }}
    >
      <div ref={box} className={boxClassName} role={role} aria-modal="true" aria-labelledby={labelledBy} tabIndex={-1}>
        {children}
      </div>
    </div>,
    document.getElementById(modalRegion) ?? document.body,
  );
}
