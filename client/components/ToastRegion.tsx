import { useQuery, useQueryClient } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useEffect, useRef, useState, type FocusEvent, type ReactNode } from "react";
import { common as messages } from "#core/messages/catalogues.ts";
import { meQuery } from "../api/queries.ts";
import { dismissToast, type Toast, toastStorage, useToasts } from "./toasts.ts";
import "./toast.css";

/**
 * Long enough to read a sentence twice and reach the button, in ms. The timer stops while the pointer or focus is on
 * the message.
 */
const shownFor = 9_000;

/** The latest actions, at the foot of the page. Screen readers announce them as they appear. */
export function ToastRegion(): ReactNode {
  const toasts = useToasts();
  const client = useQueryClient();
  const me = useQuery({ ...meQuery, enabled: false }).data;
  // Most visits have no messages, so the code that keeps them is loaded with the first one.
  useEffect(() => {
    if (toasts.length > 0 || hasStored())
      void import("./stored-toasts.ts").then(({ storeToasts }) => storeToasts(client)).catch(() => undefined);
  }, [toasts, client, me]);
  const shown = toasts.filter((entry) => entry.shown).slice(0, 3);
  const cameFrom = useRef<Element | null>(null);
  const note = ({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>): void => {
    if (!currentTarget.contains(relatedTarget)) cameFrom.current = relatedTarget;
  };
  // The pressed button disappears with its message, which would lose the focus.
  const leave = (act: () => void): void => {
    const { current } = cameFrom;
    if (current instanceof HTMLElement && current.isConnected) current.focus({ preventScroll: true });
    act();
  };
  return (
    // Not within the page or a dialog, so that it can be used while a dialog is open.
    <section className="toast-region screen-only" aria-label={messages.messages} role="region" onFocus={note}>
      <div role="status" aria-live="polite">
        {shown.map((entry) => (
          <ToastCard key={entry.id} entry={entry} onLeave={leave} />
        ))}
      </div>
    </section>
  );
}

function hasStored(): boolean {
  try {
    return toastStorage in sessionStorage;
  } catch {
    return false;
  }
}

function ToastCard({ entry, onLeave }: { entry: Toast; onLeave: (act: () => void) => void }): ReactNode {
  const { id, act } = entry;
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
      {act && (
        <button type="button" className="button button-quiet" onClick={() => onLeave(act)}>
          {entry.label}
        </button>
      )}
      <button
        type="button"
        className="icon-button"
        aria-label={messages.dismiss}
        onClick={() => onLeave(() => dismissToast(id))}
      >
        <X size={16} aria-hidden />
      </button>
    </div>
  );
}
