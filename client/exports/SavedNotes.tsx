import type { ReactNode } from "react";
import * as messages from "#core/messages/export-dialog.en.ts";
import "./redline-export.css";

/** What there is to know about a saved file. */
export function SavedNotes({
  notes,
  textsOf,
}: {
  /** As in the header of the answer. */
  notes: string;
  textsOf: (notes: string, language: string) => string[];
}): ReactNode {
  return (
    <div role="status">
      <p>{notes.includes("removed-") ? messages.redlineSavedWithout : messages.redlineSaved}</p>
      <ul className="redline-notes">
        {textsOf(notes, "en").map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </div>
  );
}
