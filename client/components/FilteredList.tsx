import { type KeyboardEvent, type ReactNode, useEffect, useId, useState } from "react";
import { focusOnMount } from "./focus.ts";
import "./filtered-list.css";

/** An entry of a list that a search field filters. */
export interface ListedChoice {
  id: string;
  isDisabled?: boolean;
  content: ReactNode;
}

/**
 * A search field with the list of its results. The field keeps the focus; the arrow keys move through the list, and Enter
 * chooses. The pattern is the list box of the ARIA Authoring Practices that an editable field controls.
 */
export function FilteredList({
  label,
  placeholder,
  query,
  fieldClassName = "",
  hasFocus = false,
  isLong = false,
  listLabel,
  listClassName,
  groups,
  chosen = null,
  empty,
  between,
  onQuery,
  onChoose,
}: {
  label: string;
  placeholder: string;
  query: string;
  fieldClassName?: string;
  /** Whether the field takes the focus when it appears. */
  hasFocus?: boolean;
  /** Whether the field has several lines. Shift and Enter begin one. */
  isLong?: boolean;
  listLabel: string;
  listClassName: string;
  /** The results. A group without a heading is no group of its own. */
  groups: readonly { heading: string | null; choices: readonly ListedChoice[] }[];
  /** Id of the choice already made. */
  chosen?: string | null;
  /** Shown without results. */
  empty: ReactNode;
  /** Content between the field and the list. */
  between?: ReactNode;
  onQuery: (query: string) => void;
  onChoose: (id: string) => void;
}): ReactNode {
  const id = useId();
  const [active, setActive] = useState<string | null>(null);
  const all = groups.flatMap(({ choices }) => choices).filter(({ isDisabled }) => !isDisabled);
  const at = all.findIndex((choice) => choice.id === active);
  // While something is typed, Enter chooses the first result.
  const current = at >= 0 ? active : query.trim() === "" ? null : (all[0]?.id ?? null);
  useEffect(() => {
    if (current !== null) document.getElementById(`${id}-${current}`)?.scrollIntoView({ block: "nearest" });
  }, [id, current]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || (isLong && event.shiftKey)) return;
    const from = all.findIndex((choice) => choice.id === current);
    const step = { ArrowDown: from + 1, ArrowUp: from < 0 ? -1 : from - 1 }[event.key];
    if (step !== undefined) setActive(all.at(step % Math.max(all.length, 1))?.id ?? null);
    else if (event.key === "Enter") {
      if (current !== null) onChoose(current);
    } else if (event.key === "Escape" && query !== "") {
      onQuery("");
      event.stopPropagation();
    } else return;
    event.preventDefault();
  };
  const Field = (isLong ? "textarea" : "input") as "input";
  const option = ({ id: choice, isDisabled = false, content }: ListedChoice): ReactNode => (
    <div
      key={choice}
      id={`${id}-${choice}`}
      role="option"
      className={choice === current ? "menu-item is-active" : "menu-item"}
      aria-selected={choice === chosen}
      aria-disabled={isDisabled || undefined}
      // The field keeps the focus.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => !isDisabled && onChoose(choice)}
    >
      {content}
    </div>
  );
  return (
    <>
      <label className={`field ${fieldClassName}`.trim()}>
        <span className="field-label">{label}</span>
        <Field
          ref={hasFocus ? focusOnMount : undefined}
          type={isLong ? undefined : "search"}
          placeholder={placeholder}
          value={query}
          autoComplete="off"
          aria-autocomplete="list"
          aria-controls={id}
          aria-activedescendant={current === null ? undefined : `${id}-${current}`}
          onChange={({ target }) => {
            setActive(null);
            onQuery(target.value);
          }}
          onKeyDown={onKeyDown}
        />
      </label>
      {between}
      <div id={id} role="listbox" aria-label={listLabel} className={`menu ${listClassName}`}>
        {groups.map(({ heading, choices }, index) =>
          heading === null ? (
            choices.map(option)
          ) : (
            <div key={heading} role="group" aria-labelledby={`${id}-group-${index}`}>
              <div id={`${id}-group-${index}`} role="presentation" className="menu-heading">
                {heading}
              </div>
              {choices.map(option)}
            </div>
          ),
        )}
      </div>
      {groups.every(({ choices }) => choices.length === 0) && empty}
    </>
  );
}
