import { useLayoutEffect, useRef, useState, type ReactNode } from "react";
import { common as messages } from "#core/messages/catalogues.ts";
import "./folded-text.css";

/** Text that is cut after some lines, with a button that shows all of it. A shorter text has no button. */
export function FoldedText({ children }: { children: ReactNode }): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  /** Null until the text is measured. The server cannot measure it. */
  const [state, setState] = useState<"whole" | "folded" | "unfolded" | null>(null);
  useLayoutEffect(() => {
    if (state !== null && state !== "folded") return;
    const { scrollHeight = 0, clientHeight = 0 } = box.current ?? {};
    // One more line is no reason to fold, because the button takes as much space.
    setState(scrollHeight <= clientHeight * 1.1 ? "whole" : "folded");
  }, [state]);
  return (
    <>
      <div ref={box} className={`folded-text is-${state ?? "folded"}`}>
        {children}
      </div>
      {state !== null && state !== "whole" && (
        <button
          type="button"
          className="link-button"
          aria-expanded={state === "unfolded"}
          onClick={() => setState(state === "folded" ? "unfolded" : "folded")}
        >
          {state === "folded" ? messages.showAll : messages.showLess}
        </button>
      )}
    </>
  );
}
