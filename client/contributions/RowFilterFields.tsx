import type { ReactNode } from "react";
import { contributionsPage as messages } from "#core/messages/catalogues.ts";
import type { ContributionRow } from "#core/phrases/contribution-rows.ts";
import type { ItemDoubt } from "#core/receive/contribution.ts";
import { SelectField } from "../components/SelectField.tsx";
import { useSettledText } from "../components/use-settled-text.ts";
import { doubtOf, doubtTexts, isInRowState, type RowFilters, rowStates, stateTexts } from "./review-rows.ts";

/** The filters of the rows, with the numbers of rows. A state or doubt that no row has is not offered. */
export function RowFilterFields({
  filters,
  rows,
  onChange,
}: {
  filters: RowFilters;
  rows: readonly ContributionRow[];
  onChange: (values: Readonly<Record<string, string>>) => void;
}): ReactNode {
  const [text, setText] = useSettledText(filters.text ?? "", (value) => onChange({ text: value }));
  const doubts = countsOf(rows.flatMap((row) => doubtOf(row) ?? []));
  const sources = countsOf(rows.flatMap(({ source }) => (source === "" ? [] : source)));
  const states = rowStates
    .map((state) => ({ state, count: rows.filter((row) => isInRowState(row, state)).length }))
    .filter(({ state, count }) => count > 0 || state === "all" || state === "attention" || state === filters.state);
  return (
    <div className="row-filters">
      <SelectField
        label={messages.stateField}
        value={filters.state}
        onChange={(state) => onChange({ state: state === "all" ? "" : state })}
      >
        {states.map(({ state, count }) => (
          <option key={state} value={state}>
            {messages[stateTexts[state]]} ({count})
          </option>
        ))}
      </SelectField>
      {(doubts.size > 0 || filters.doubt !== undefined) && (
        <SelectField label={messages.doubtField} value={filters.doubt ?? ""} onChange={(doubt) => onChange({ doubt })}>
          <option value="">{messages.anyDoubt}</option>
          {[...doubts].map(([doubt, count]) => (
            <option key={doubt} value={doubt}>
              {messages[doubtTexts[doubt]]} ({count})
            </option>
          ))}
        </SelectField>
      )}
      {sources.size > 1 && (
        <SelectField
          label={messages.sourceField}
          value={filters.source ?? ""}
          onChange={(source) => onChange({ source })}
        >
          <option value="">{messages.allSources}</option>
          {[...sources].map(([source, count]) => (
            <option key={source} value={source}>
              {source} ({count})
            </option>
          ))}
        </SelectField>
      )}
      <label className="field">
        <span className="field-label">{messages.searchField}</span>
        <input type="search" value={text} onChange={({ target }) => setText(target.value)} />
      </label>
    </div>
  );
}

/** Counts values. The most frequent comes first. */
function countsOf<Value extends string = ItemDoubt>(values: readonly Value[]): ReadonlyMap<Value, number> {
  const counts = new Map<Value, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return new Map([...counts].sort(([, one], [, other]) => other - one));
}
