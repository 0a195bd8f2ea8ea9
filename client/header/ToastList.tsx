import type { ReactNode } from "react";
import { common as messages } from "#core/messages/catalogues.ts";
import { Moment } from "../components/format.tsx";
import { useToasts } from "../components/toasts.ts";

/** The messages of a tab, with those actions that can still be undone. */
export function ToastList(): ReactNode {
  const toasts = useToasts();
  return (
    <>
      <h2 className="popover-title">{messages.actionLog}</h2>
      {toasts.length === 0 ? (
        <p className="quiet">{messages.emptyActionLog}</p>
      ) : (
        <ol>
          {toasts.map((entry) => (
            <li key={entry.id} className={`toast-log-entry toast-${entry.tone}`}>
              <p>
                {entry.text}
                <br />
                <span className="quiet small">
                  <Moment at={entry.at.toISOString()} />
                </span>
              </p>
              {entry.act && (
                <button
                  type="button"
                  className="button button-quiet"
                  onClick={({ currentTarget }) => {
                    // The pressed button disappears, which would lose the focus.
                    currentTarget.closest<HTMLElement>("[tabindex]")?.focus();
                    entry.act?.();
                  }}
                >
                  {entry.label}
                </button>
              )}
            </li>
          ))}
        </ol>
      )}
    </>
  );
}
