import type { ReactNode } from "react";
import { Button, CheckboxButton, CheckboxField, CheckboxGroup, Label } from "react-aria-components";
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
      <CheckboxGroup
        className="class-filter"
        value={present.filter((name) => classes.has(name))}
        onChange={(names) => {
          const chosen = changeClasses.filter((name) => names.includes(name) || !present.includes(name));
          onChange({ classes: new Set(chosen), at: null });
        }}
      >
        <Label className="field-label">{messages.markTheseChanges}</Label>
        {present.map((name) => (
          <CheckboxField key={name} value={name}>
            <CheckboxButton className="check">
              <span className="check-box" aria-hidden />
              <span>{headWord(`class-${name}`)}</span>
              <span className="quiet small">{counts.get(name)}</span>
            </CheckboxButton>
          </CheckboxField>
        ))}
      </CheckboxGroup>
      <div className="class-filter-shortcuts">
        <Button className="button button-quiet" onPress={() => onChange({ classes: new Set(changeClasses), at: null })}>
          {messages.selectAllKinds}
        </Button>
      </div>
    </>
  );
}
