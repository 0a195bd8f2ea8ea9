import { X } from "lucide-react";
import { useEffect, useRef, useState, type FocusEvent, type ReactNode } from "react";
import { Button } from "react-aria-components";
import { dismissToast, type Toast, useToasts } from "./toasts.ts";
import "./toast.css";

/** Long enough to read a sentence twice and reach the button; it waits while the pointer or the focus is on it. */
const shownFor = 9_000;

/** What was just done, at the foot of the page; read out by screen readers as it comes. */
export function ToastRegion(): ReactNode {
  const shown = useToasts()
    .filter((entry) => entry.shown)
    .slice(0, 3);
  const cameFrom = useRef<Element | null>(null);
  const note = ({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>): void => {
    if (!currentTarget.contains(relatedTarget)) cameFrom.current = relatedTarget;
  };
  // The button that is pressed goes with its message, and would leave the focus on nothing.
  const leave = (act: () => void): void => {
    const { current } = cameFrom;
    if (current instanceof HTMLElement && current.isConnected) current.focus({ preventScroll: true });
    act();
  };
  return (
    // Over what floats too: a dialog neither hides it from screen readers nor is closed by a press on it.
    <section
      className="toast-region"
      aria-label="Messages"
      role="region"
      data-react-aria-top-layer="true"
      onFocus={note}
    >
      <div role="status" aria-live="polite">
        {shown.map((entry) => (
          <ToastCard key={entry.id} entry={entry} onLeave={leave} />
        ))}
      </div>
    </section>
  );
}

function ToastCard({ entry, onLeave }: { entry: Toast; onLeave: (act: () => void) => void }): ReactNode {
  const { id, undo } = entry;
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return undefined;
    const timer = setTimeout(() => dismissToast(id), shownFor);
    return () => clearTimeout(timer);
  }, [id, held]);
  return (
    <div
      className={`toast toast-${entry.tone}`}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <p>{entry.text}</p>
      {undo && (
        <Button className="button button-quiet" onPress={() => onLeave(undo)}>
          Undo
        </Button>
      )}
      <Button className="icon-button" aria-label="Dismiss" onPress={() => onLeave(() => dismissToast(id))}>
        <X size={16} aria-hidden />
      </Button>
    </div>
  );
}
