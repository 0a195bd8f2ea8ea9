import type { ReactNode } from "react";
import { changeClasses } from "#core/compare/comparison.ts";
import { comparisonPage as messages } from "#core/messages/catalogues.ts";
import { headWord } from "../page-parts/messages.ts";
import type { ChangeClass, ComparisonState } from "./compared-index.ts";
import "../components/check.css";

/** Chooses the classes of changes that a comparison marks, among those that it has. */
export function ChangeKinds({
  classes,
  counts,
  onChange,
}: {
  classes: ComparisonState["classes"];
  counts: ReadonlyMap<ChangeClass, number>;
  onChange: (change: Partial<ComparisonState>) => void;
}): ReactNode {
  const present = changeClasses.filter((name) => (counts.get(name) ?? 0) > 0);
  return (
    <>
      <fieldset className="class-filter">
        <legend className="field-label">{messages.markTheseChanges}</legend>
        {present.map((name) => (
          <label key={name} className="check">
            <input
              type="checkbox"
              checked={classes.has(name)}
              onChange={({ target }) => {
                const chosen = new Set(classes);
                if (target.checked) chosen.add(name);
                else chosen.delete(name);
                onChange({ classes: chosen, at: null });
              }}
            />
            <span>{headWord(`class-${name}`)}</span>
            <span className="quiet small">{counts.get(name)}</span>
          </label>
        ))}
      </fieldset>
      <div className="class-filter-shortcuts">
        <button
          type="button"
          className="button button-quiet"
          onClick={() => onChange({ classes: new Set(changeClasses), at: null })}
        >
          {messages.selectAllKinds}
        </button>
      </div>
    </>
  );
}
