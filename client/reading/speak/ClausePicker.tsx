import { useMemo, type ReactNode } from "react";
import type { VersionText } from "#core/text/clause.ts";
import { composer as messages } from "#core/messages/catalogues.ts";

/** Number of characters that distinguish a clause from the others in a list. */
const telling = 48;

/** Selects a clause by its citation and its first words. */
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
  /** Id of the selected clause, "" for the start of the text; null if none is selected. */
  value: string | null;
  /** Ids of clauses that cannot be selected. */
  without: ReadonlySet<string>;
  /** Whether the position before the first clause can be selected. */
  front?: boolean;
  onChoose: (clause: string) => void;
}): ReactNode {
  // There is one option per clause. They must not be rendered again at every key press in the surrounding form.
  const options = useMemo(
    () =>
      text.clauses
        .filter(({ id, kind }) => kind !== "cell" && kind !== "footnote" && !without.has(id))
        .map(({ id, citation, start, end }) => {
          const opening = text.text.slice(start, Math.min(end, start + telling));
          return (
            <option key={id} value={id}>
              {citation}: {opening}
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
          {messages.chooseClause}
        </option>
        {front && <option value="front">{messages.documentStart}</option>}
        {options}
      </select>
    </label>
  );
}
