import { type KeyboardEvent, type PointerEvent, type ReactNode, useLayoutEffect, useRef } from "react";
import { useLocation } from "wouter";
import { moveFocus } from "./focus.ts";
import { firstItem, useClosePopover } from "./Popover.tsx";

const items = "[role^=menuitem]:not([aria-disabled=true])";

/** A menu within a popover. Arrow keys move between its items, and letters go to the next item that begins with them. */
export function Menu({
  label,
  className = "",
  children,
}: {
  label: string;
  className?: string;
  children: ReactNode;
}): ReactNode {
  const menu = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    // Items that are loaded when the menu opens appear after it.
    if (menu.current && !menu.current.contains(document.activeElement)) firstItem(menu.current)?.focus();
  }, []);
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const isDone =
      moveFocus(event, items, "column", true) || (isLetter(event) && findItem(event.currentTarget, event.key));
    if (isDone) event.preventDefault();
  };
  return (
    <div ref={menu} className={`menu ${className}`.trim()} role="menu" aria-label={label} onKeyDown={onKeyDown}>
      {children}
    </div>
  );
}

function isLetter({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return key.length === 1 && key !== " " && !ctrlKey && !metaKey && !altKey;
}

/** Moves the focus to the next item that begins with a letter. Returns whether there is one. */
function findItem(menu: Element, letter: string): boolean {
  const all = [...menu.querySelectorAll<HTMLElement>(items)];
  const at = all.indexOf(document.activeElement as HTMLElement);
  const found = [...all.slice(at + 1), ...all.slice(0, at + 1)].find((item) =>
    item.textContent.trim().toLocaleLowerCase().startsWith(letter.toLocaleLowerCase()),
  );
  found?.focus();
  return found !== undefined;
}

/** An item of a menu: an action, or a link to a page or a file. It closes the menu, unless it is a step within it. */
export function MenuItem({
  className = "",
  href,
  isFile = false,
  isSelected,
  isStep = false,
  onAction,
  children,
}: {
  className?: string;
  href?: string | undefined;
  /** Whether the link is a file to download. */
  isFile?: boolean | undefined;
  /** Whether it is the selected one; absent if the menu is no choice. */
  isSelected?: boolean;
  /** Whether the action shows something else in the popover, which stays open. */
  isStep?: boolean;
  onAction?: (() => void) | undefined;
  children: ReactNode;
}): ReactNode {
  const close = useClosePopover();
  const [, navigate] = useLocation();
  const shared = {
    className: `menu-item ${className}`.trim(),
    role: isSelected === undefined ? "menuitem" : "menuitemradio",
    "aria-checked": isSelected,
    tabIndex: -1,
    onPointerMove: ({ pointerType, currentTarget }: PointerEvent<HTMLElement>) => {
      if (pointerType === "mouse") currentTarget.focus({ preventScroll: true });
    },
  };
  if (href === undefined)
    return (
      <button
        type="button"
        {...shared}
        onClick={() => {
          if (!isStep) close();
          onAction?.();
        }}
      >
        {children}
      </button>
    );
  return (
    <a
      href={href}
      download={isFile || undefined}
      {...shared}
      onKeyDown={(event) => {
        if (event.key !== " ") return;
        event.preventDefault();
        event.currentTarget.click();
      }}
      onClick={(event) => {
        close();
        if (isFile || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        navigate(href);
      }}
    >
      {children}
    </a>
  );
}
