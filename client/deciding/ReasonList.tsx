import { type ReactNode, useState } from "react";
import { deskPage as messages } from "#core/messages/catalogues.ts";
import { FilteredList, type ListedChoice } from "../components/FilteredList.tsx";
import { useStoredText } from "../components/stored-text.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { passingReasons } from "./used-reasons.ts";
import "./decide.css";

/** Maximum number of reasons in the list. */
const mostReasons = 9;

/** The reasons that pass what is typed. A digit chooses one of the first, Enter the marked one or none. */
export function ReasonList({
  stored: [reader, storageKey],
  reasons,
  before,
  isRequired,
  onChoose,
}: {
  /** The person who decides, and the key under which the typed reason is stored. */
  stored: readonly [reader: string | null, storageKey: string];
  reasons: readonly string[];
  /** The reason of the decision that is changed; "" for none. */
  before: string;
  isRequired: boolean;
  onChoose: (reason: string) => void;
}): ReactNode {
  const [query, setQuery] = useStoredText(reader, storageKey, before);
  const [isMissing, setMissing] = useState(false);
  const text = query.trim();
  const passing = passingReasons(reasons, text).slice(0, mostReasons);
  const choices: ListedChoice[] = passing.map((reason, at) => ({
    id: String(at),
    content:
      reason === text && !reasons.includes(text) ? (
        formatMessage(messages.useTyped, { text })
      ) : (
        <span className="desk-choice">
          {text === "" && <kbd>{at + 1}</kbd>} <span dir="auto">{reason}</span>
        </span>
      ),
  }));
  return (
    <div
      onKeyDownCapture={(event) => {
        if (event.key !== "Enter" || event.shiftKey || text !== "" || event.nativeEvent.isComposing) return;
        // A reason marked with the arrow keys is chosen by the list.
        if ((event.target as HTMLElement).getAttribute("aria-activedescendant") !== null) return;
        event.preventDefault();
        event.stopPropagation();
        if (isRequired) setMissing(true);
        else onChoose("");
      }}
    >
      <FilteredList
        label={isRequired ? messages.reasonRequired : messages.reasonOptional}
        placeholder={messages.reasonExample}
        query={query}
        hasFocus
        isLong
        listLabel={messages.reasonList}
        listClassName="desk-reasons"
        groups={[{ heading: null, choices }]}
        between={
          isMissing && (
            <p className="field-error" role="alert">
              {messages.reasonMissing}
            </p>
          )
        }
        empty={<p className="quiet small">{messages.noReasons}</p>}
        onQuery={(next) => {
          const chosen = query === "" && /^[1-9]$/u.test(next) ? passing[Number(next) - 1] : undefined;
          if (chosen !== undefined) onChoose(chosen);
          else setQuery(next);
        }}
        onChoose={(id) => onChoose(passing[Number(id)] ?? "")}
      />
    </div>
  );
}
