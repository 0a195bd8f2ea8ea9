import type { ReactNode } from "react";
import { annotationParts as messages } from "#core/messages/catalogues.ts";
import "./suggestions.css";

/** An item of a list below a field. */
export interface Suggested {
  key: string;
  name: string;
  about: string;
}

/** The list of suggestions below a field, which keeps the focus. The element id of each ends with its number. */
export function SuggestionList({
  id,
  offered,
  current,
  onChoose,
}: {
  id: string;
  offered: readonly Suggested[];
  /** Key of the item that Enter chooses. */
  current: string;
  onChoose: (key: string) => void;
}): ReactNode {
  return (
    <ul id={id} role="listbox" aria-label={messages.suggestions} className="suggestions">
      {offered.map((suggestion, index) => (
        <li
          key={suggestion.key}
          id={`${id}-${String(index)}`}
          role="option"
          aria-selected={suggestion.key === current}
          className="suggestion tappable"
          // Keeps the focus in the field, because the list closes without it.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onChoose(suggestion.key)}
        >
          <span>{suggestion.name}</span>
          {suggestion.about !== "" && <span className="quiet small">{suggestion.about}</span>}
        </li>
      ))}
    </ul>
  );
}
