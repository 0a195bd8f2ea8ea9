import type { CSSProperties, ReactNode } from "react";
import { moveFocus } from "./focus.ts";

/** A row or column of buttons. Arrow keys move between them. */
export function Toolbar({
  label,
  className,
  isVertical = false,
  style,
  children,
}: {
  label: string;
  className?: string;
  isVertical?: boolean;
  style?: CSSProperties;
  children: ReactNode;
}): ReactNode {
  return (
    <div
      role="toolbar"
      aria-label={label}
      aria-orientation={isVertical ? "vertical" : "horizontal"}
      className={className}
      style={style}
      onKeyDown={(event) => {
        if (
          event.target instanceof Element &&
          event.target.closest("[role=toolbar], [popover]") !== event.currentTarget
        )
          return;
        if (
          moveFocus(
            event,
            "button:enabled:not([popover] *), a[href]:not([popover] *)",
            isVertical ? "column" : "row",
            false,
          )
        )
          event.preventDefault();
      }}
    >
      {children}
    </div>
  );
}
