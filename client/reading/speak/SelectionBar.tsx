import { useLayoutEffect, useRef, useState, type ReactNode } from "react";
import { Toolbar } from "react-aria-components";
import type { ReaderSelection } from "../../reader/selection.ts";
import "./speak-bars.css";

/** How far the bar keeps from the window's edges and from the words, and how low the window's foot is kept free. */
const margin = 8;
const foot = 72;

/** What can be done with the selected words, beside their end and never over them; it moves with the text. */
export function SelectionBar({ selection, children }: { selection: ReaderSelection; children: ReactNode }): ReactNode {
  const bar = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<{ left: number; top: number } | null>(null);
  const { box } = selection;
  useLayoutEffect(() => {
    if (!bar.current) return;
    const { width, height } = bar.current.getBoundingClientRect();
    const window_ = document.documentElement;
    const below = window_.clientHeight - box.bottom > foot;
    setPlace({
      left: Math.max(margin, Math.min(box.right - width / 4, window_.clientWidth - width - margin)),
      top: window.scrollY + (below ? box.bottom + margin : box.top - height - margin),
    });
  }, [box]);
  return (
    <Toolbar
      ref={bar}
      className="speak-bar is-floating"
      aria-label="Selected words"
      style={place ?? { visibility: "hidden" }}
    >
      {children}
    </Toolbar>
  );
}
