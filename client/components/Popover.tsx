import {
  createContext,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useCallback,
  useContext,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { returnFocus } from "./focus.ts";

/** The side of its button on which a popover opens if there is room, and the edges that are aligned. */
export type Placement = `${"bottom" | "top"} ${"start" | "end"}`;

/** Distances to the button and to the edge of the window, in pixels. */
const [gap, margin] = [6, 8];

const Closing = createContext<() => void>(() => undefined);

/** Returns the function that closes the popover around, and returns the focus to its button. */
export function useClosePopover(): () => void {
  return useContext(Closing);
}

/** A button that opens a menu or a small dialog beside it. */
export function PopoverButton({
  kind,
  id: givenId,
  className,
  name,
  label,
  face,
  placement = "bottom end",
  boxClassName,
  children,
}: {
  /** A menu names itself; a dialog takes `label`. */
  kind: "menu" | "dialog";
  /**
   * Id of the popover. Without one, it follows from the popovers before, so that a part of a page which all readers share
   * needs one.
   */
  id?: string;
  className: string;
  /** The accessible name of the button, if its content is no text. */
  name?: string;
  /** The accessible name of the dialog. Absent if it is that of the button. */
  label?: string;
  /** The content of the button. */
  face: ReactNode;
  placement?: Placement;
  /** Further classes of the popover. */
  boxClassName?: string;
  /** The content of the popover, rendered while it is open. */
  children: ReactNode;
}): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const ownId = useId();
  const id = givenId ?? ownId;
  const close = useCallback(() => setOpen(false), []);
  return (
    <>
      <button
        ref={button}
        type="button"
        id={`${id}-button`}
        className={className}
        aria-label={name}
        aria-haspopup={kind}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setOpen(!isOpen)}
        onKeyDown={(event) => {
          if (kind !== "menu" || isOpen || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
          event.preventDefault();
          setOpen(true);
        }}
      >
        {face}
      </button>
      {isOpen && (
        <Popover
          id={id}
          kind={kind}
          label={label ?? name}
          labelledBy={`${id}-button`}
          anchor={button}
          placement={placement}
          className={boxClassName}
          onClose={close}
        >
          {children}
        </Popover>
      )}
    </>
  );
}

/**
 * Content beside an element, above the page, until the user closes it, presses elsewhere or moves the focus away. Takes
 * the focus, and returns it to the anchor.
 */
export function Popover({
  id,
  kind,
  label,
  labelledBy,
  anchor,
  placement = "bottom end",
  className = "",
  onClose,
  children,
}: {
  id?: string;
  kind: "menu" | "dialog";
  label?: string | undefined;
  /** Id of the element that names a dialog without a label. */
  labelledBy?: string | undefined;
  anchor: RefObject<HTMLElement | null>;
  placement?: Placement;
  className?: string | undefined;
  onClose: () => void;
  children: ReactNode;
}): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const latest = useRef(onClose);
  useLayoutEffect(() => {
    latest.current = onClose;
  });
  useLayoutEffect(() => {
    const [element, beside] = [box.current, anchor.current];
    if (!element || !beside) return undefined;
    // Browsers without popovers draw it above the page all the same, except in scrolling boxes.
    if (typeof element.showPopover === "function") element.showPopover();
    const settle = (): void => place(element, beside, placement);
    const settleOutside = ({ target }: Event): void => {
      if (!element.contains(target as Node)) settle();
    };
    settle();
    if (!element.contains(document.activeElement)) (firstItem(element) ?? element).focus({ preventScroll: true });
    const closeOutside = ({ target }: Event): void => {
      if (!(target instanceof Element) || element.contains(target) || beside.contains(target)) return;
      // The undo of an action in it leaves it open.
      if (!target.closest(".toast-region")) latest.current();
    };
    const sizes = new ResizeObserver(settle);
    sizes.observe(element);
    const listeners = [
      ["pointerdown", closeOutside],
      ["focusin", closeOutside],
      ["scroll", settleOutside],
      ["resize", settle],
    ] as const;
    for (const [name, listener] of listeners) window.addEventListener(name, listener, { capture: true });
    return () => {
      sizes.disconnect();
      for (const [name, listener] of listeners) window.removeEventListener(name, listener, { capture: true });
      returnFocus(beside, element);
    };
  }, [anchor, placement]);
  const close = useCallback(() => {
    returnFocus(anchor.current, box.current);
    latest.current();
  }, [anchor]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    close();
  };
  return (
    <div
      ref={box}
      id={id}
      popover="manual"
      className={`popover ${className}`.trim()}
      tabIndex={-1}
      {...(kind === "dialog" && {
        role: "dialog",
        "aria-label": label,
        "aria-labelledby": label ? undefined : labelledBy,
      })}
      onKeyDown={onKeyDown}
    >
      <Closing value={close}>{children}</Closing>
    </div>
  );
}

/** Returns the item of a menu that gets the focus when it opens: the selected one, or the first. */
export function firstItem(within: Element): HTMLElement | null {
  const items = [...within.querySelectorAll<HTMLElement>("[role^=menuitem]:not([aria-disabled=true])")];
  return items.find((item) => item.getAttribute("aria-checked") === "true") ?? items[0] ?? null;
}

/** Positions a popover beside its anchor, on the side with room, within the window. */
function place(box: HTMLElement, anchor: Element, placement: Placement): void {
  const beside = anchor.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const { style, scrollTop } = box;
  style.maxBlockSize = "none";
  const { offsetWidth, offsetHeight } = box;
  const below = clientHeight - beside.bottom - gap - margin;
  const above = beside.top - gap - margin;
  const prefersTop = placement.startsWith("top");
  const isAbove = prefersTop ? above >= offsetHeight || above > below : below < offsetHeight && above > below;
  const isRtl = getComputedStyle(anchor).direction === "rtl";
  const left = placement.endsWith("start") === isRtl ? beside.right - offsetWidth : beside.left;
  // Content that is loaded later may fill the rest of the room.
  style.maxBlockSize = `${Math.max(isAbove ? above : below, 0)}px`;
  style.top = isAbove ? "auto" : `${beside.bottom + gap}px`;
  style.bottom = isAbove ? `${clientHeight - beside.top + gap}px` : "auto";
  style.left = `${Math.max(margin, Math.min(left, clientWidth - offsetWidth - margin))}px`;
  box.scrollTop = scrollTop;
}
