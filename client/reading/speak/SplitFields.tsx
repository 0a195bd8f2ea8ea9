import type { Node } from "prosemirror-model";
import { useMemo, type ReactNode } from "react";
import { splitPlaces } from "./proposed-steps.ts";
import type { Proposed } from "./written.ts";

/** Where a clause is split: the place goes from word to word, by slider, and is told in words. */
export function SplitFields({
  clause,
  split,
  onChange,
}: {
  clause: Node;
  split: Proposed["split"];
  onChange: (split: NonNullable<Proposed["split"]>) => void;
}): ReactNode {
  const places = useMemo(() => splitPlaces(clause), [clause]);
  if (places.length === 0) return <p className="quiet">One word cannot be split.</p>;
  const text = clause.textContent;
  const index = split === null ? -1 : places.findIndex((place) => place >= split.at);
  const at = places[index];
  const change = (part: Partial<NonNullable<Proposed["split"]>>): void =>
    onChange({ at: places[0] ?? 0, label: "", ...split, ...part });
  return (
    <div className="split-fields">
      <label className="field">
        <span className="field-label">Split before</span>
        <input
          type="range"
          min={0}
          max={places.length - 1}
          value={Math.max(0, index)}
          aria-valuetext={at === undefined ? "not chosen" : text.slice(at, at + 32)}
          onChange={({ target }) => change({ at: places[Number(target.value)] ?? 0 })}
          // The slider stands at the first word before anything is chosen: pressing it there chooses that.
          onClick={() => split === null && change({})}
        />
        <output dir="auto">{at === undefined ? "Move the slider" : `“${text.slice(at, at + 32)}…”`}</output>
      </label>
      <label className="field insertion-label">
        <span className="field-label">Number of the second</span>
        <input
          className="input"
          value={split?.label ?? ""}
          placeholder="a) bis"
          onChange={({ target }) => change({ label: target.value })}
        />
      </label>
    </div>
  );
}
