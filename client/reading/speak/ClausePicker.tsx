import { useMemo, type ReactNode } from "react";
import type { VersionText } from "#core/text/clause.ts";

/** How many letters of a clause tell it from the others in a list. */
const telling = 48;

/** Chooses a clause of the text by its citation and its first words. */
export function ClausePicker({
  label,
  text,
  value,
  without,
  front = false,
  onChoose,
}: {
  label: string;
  text: VersionText;
  /** Id of the chosen clause, "" for the front; null while none is. */
  value: string | null;
  /** Ids of clauses that cannot be chosen. */
  without: ReadonlySet<string>;
  /** Whether the place before the first clause can be chosen. */
  front?: boolean;
  onChoose: (clause: string) => void;
}): ReactNode {
  // As many as the text has clauses: not drawn anew at every key pressed in the form around them.
  const options = useMemo(
    () =>
      text.clauses
        .filter(({ id, kind }) => kind !== "cell" && kind !== "footnote" && !without.has(id))
        .map(({ id, citation, start, end }) => {
          const words = text.text.slice(start, Math.min(end, start + telling));
          return (
            <option key={id} value={id}>
              {citation}: {words}
              {end - start > telling ? "…" : ""}
            </option>
          );
        }),
    [text, without],
  );
  return (
    <label className="field">
      <span className="field-label">{label}</span>
      <select
        className="input clause-picker"
        value={value === "" ? "front" : (value ?? "none")}
        onChange={({ target }) => onChoose(target.value === "front" ? "" : target.value)}
      >
        <option value="none" disabled>
          Choose a clause
        </option>
        {front && <option value="front">The very beginning</option>}
        {options}
      </select>
    </label>
  );
}
