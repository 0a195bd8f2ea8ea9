import { ChevronDown, ChevronUp, SlidersHorizontal } from "lucide-react";
import type { ReactNode } from "react";
import {
  Button,
  CheckboxButton,
  CheckboxField,
  CheckboxGroup,
  Dialog,
  DialogTrigger,
  Label,
  Popover,
  ToggleButton,
  ToggleButtonGroup,
} from "react-aria-components";
import { changeClasses } from "#core/compare/comparison.ts";
import { OriginsToggle } from "../word-origins/OriginsToggle.tsx";
import type { ChangeClass, ComparisonState } from "./comparison-state.ts";

const classNames: Readonly<Record<ChangeClass, string>> = {
  wording: "Wording",
  verb: "Verbs that bind (shall, should, may)",
  number: "Numbers and dates",
  bracket: "Square brackets",
  punctuation: "Punctuation",
  variant: "Quotes, blanks and letter forms",
  footnote: "Footnote references",
  label: "Labels",
  move: "Moves",
};

/**
 * The classes marked under "wording changes only": changes of the text itself, not of its format, numbering or
 * position.
 */
const wordingClasses: readonly ChangeClass[] = ["wording", "verb", "number"];

function isOnlyWording(classes: ReadonlySet<ChangeClass>): boolean {
  return classes.size === wordingClasses.length && wordingClasses.every((name) => classes.has(name));
}

/**
 * Settings of the comparison: one column or two, all clauses or only changed ones, and which classes. Also the walk
 * through the changes.
 */
export function ComparisonTools({
  state,
  counts,
  total,
  position,
  says,
  onChange,
  onStep,
}: {
  state: ComparisonState;
  counts: ReadonlyMap<ChangeClass, number>;
  /** Number of changes in the walk. */
  total: number;
  /** Number of the change that has the focus, from 1; 0 for none. */
  position: number;
  /** Description of that change for screen readers. */
  says: string;
  onChange: (change: Partial<ComparisonState>) => void;
  onStep: (by: 1 | -1) => void;
}): ReactNode {
  const present = changeClasses.filter((name) => (counts.get(name) ?? 0) > 0);
  return (
    <div className="comparison-tools" role="group" aria-label="How the comparison is shown">
      <ToggleButtonGroup
        className="segmented"
        aria-label="Columns"
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[state.view]}
        onSelectionChange={(keys) => onChange({ view: keys.has("side") ? "side" : "inline" })}
      >
        <ToggleButton id="inline">Inline</ToggleButton>
        <ToggleButton id="side">Side by side</ToggleButton>
      </ToggleButtonGroup>
      <ToggleButtonGroup
        className="segmented"
        aria-label="Clauses"
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[state.clauses]}
        onSelectionChange={(keys) => onChange({ clauses: keys.has("changed") ? "changed" : "all" })}
      >
        <ToggleButton id="all">All</ToggleButton>
        <ToggleButton id="changed">Changed</ToggleButton>
      </ToggleButtonGroup>
      <ToggleButton
        className="button button-quiet comparison-wording"
        isSelected={isOnlyWording(state.classes)}
        onChange={(only) => onChange({ classes: new Set(only ? wordingClasses : changeClasses), at: null })}
      >
        Only wording
      </ToggleButton>
      <DialogTrigger>
        <Button className="button button-quiet comparison-kinds">
          <SlidersHorizontal size={16} aria-hidden />
          <span>{state.classes.size < changeClasses.length ? "Some kinds of change" : "All kinds of change"}</span>
        </Button>
        <Popover className="popover" placement="bottom end">
          <Dialog aria-label="Kinds of change">
            <CheckboxGroup
              className="class-filter"
              value={present.filter((name) => state.classes.has(name))}
              onChange={(names) => {
                const chosen = changeClasses.filter((name) => names.includes(name) || !present.includes(name));
                onChange({ classes: new Set(chosen), at: null });
              }}
            >
              <Label className="field-label">Mark these changes</Label>
              {present.map((name) => (
                <CheckboxField key={name} value={name}>
                  <CheckboxButton className="check">
                    <span className="check-box" aria-hidden />
                    <span>{classNames[name]}</span>
                    <span className="quiet small">{counts.get(name)}</span>
                  </CheckboxButton>
                </CheckboxField>
              ))}
            </CheckboxGroup>
            <div className="class-filter-shortcuts">
              <Button
                className="button button-quiet"
                onPress={() => onChange({ classes: new Set(changeClasses), at: null })}
              >
                All
              </Button>
            </div>
          </Dialog>
        </Popover>
      </DialogTrigger>
      <OriginsToggle />
      <div className="change-walk">
        <span className="small quiet" aria-live="polite">
          {total === 0 ? "No change marked" : position > 0 ? `${position} of ${total}` : `${total} to see`}
          {says && <span className="visually-hidden">: {says}</span>}
        </span>
        <Button
          className="icon-button"
          aria-label="Previous change (p)"
          isDisabled={total === 0}
          onPress={() => onStep(-1)}
        >
          <ChevronUp size={18} aria-hidden />
        </Button>
        <Button className="icon-button" aria-label="Next change (n)" isDisabled={total === 0} onPress={() => onStep(1)}>
          <ChevronDown size={18} aria-hidden />
        </Button>
      </div>
    </div>
  );
}
