import { ArrowRight } from "lucide-react";
import { memo, useEffect, useRef, type ReactNode } from "react";
import type { RedlineRow } from "#core/compare/redline.ts";
import type { Clause } from "#core/text/clause.ts";
import * as messages from "#core/messages/comparison-page.en.ts";
import { formatMessage } from "../page-parts/messages.ts";
import type { ComparisonState } from "./comparison-state.ts";
import { describeRow, isBracketingAlone, isWordless } from "./redline-items.ts";
import { useDrawing, type Drawing } from "./drawing.ts";
import { RedlineText } from "./RedlineText.tsx";
import { writtenIn } from "../components/language.ts";

/**
 * One row of the redline: a clause of the revised version, of the base, or both, merged into one column or side by
 * side.
 */
export const RedlineRowView = memo(function RedlineRowView({
  row,
  view,
  changed,
  at,
  takesFocus,
  onFocused,
}: {
  row: RedlineRow;
  view: ComparisonState["view"];
  /** Whether the row contains a marked change. */
  changed: boolean;
  /** Key of the change that has the focus, if it is in this row. */
  at: string | null;
  /** Whether the row should take the keyboard focus. */
  takesFocus: boolean;
  /** Called once it has taken the focus. */
  onFocused: () => void;
}): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!takesFocus || !place.current) return;
    place.current.tabIndex = -1;
    place.current.focus();
    onFocused();
  }, [takesFocus, onFocused]);
  const { clauses, languages, marked, toolsOf } = useDrawing();
  const base = row.base === null ? undefined : clauses.base.get(row.base);
  const revised = row.revised === null ? undefined : clauses.revised.get(row.revised);
  const shown = revised ?? base;
  if (!shown) return null;
  const classes = `redline-row is-${view} ${changed ? "is-changed" : ""}`;
  const spoken = `${shown.citation}: ${changed ? describeRow(row, base, revised, marked) : messages.rowUnchanged}`;
  const tools = toolsOf?.(row, shown.citation);
  if (view === "inline") {
    return (
      <div ref={place} className={classes} role="group" aria-label={spoken}>
        {tools}
        <div className={classOf(shown)} {...writtenIn(languages[revised ? "revised" : "base"])}>
          <Label base={base} revised={revised} />
          <RedlineText segments={row.segments} side="both" at={at} />
          {changed && <RowNote row={row} clauses={clauses} />}
        </div>
      </div>
    );
  }
  return (
    <div ref={place} className={classes} role="group" aria-label={spoken}>
      {tools}
      {(["base", "revised"] as const).map((side) => {
        const clause = side === "base" ? base : revised;
        return (
          <div key={side} data-side={side} className={clause && classOf(clause)} {...writtenIn(languages[side])}>
            {clause && (
              <>
                {clause.label !== null && <span className="clause-label">{clause.label}</span>}
                <RedlineText segments={row.segments} side={side} at={at} />
                {changed && (side === "revised" || !revised) && <RowNote row={row} clauses={clauses} />}
              </>
            )}
          </div>
        );
      })}
    </div>
  );
});

function classOf(clause: Clause): string {
  return `clause clause-${clause.kind} depth-${clause.depth}`;
}

function Label({ base, revised }: { base: Clause | undefined; revised: Clause | undefined }): ReactNode {
  if (!base || !revised || base.label === revised.label) {
    const label = (revised ?? base)?.label ?? null;
    return label !== null && <span className="clause-label">{label}</span>;
  }
  return (
    <span className="clause-label is-renumbered">
      {base.label !== null && <del>{base.label}</del>}
      {base.label !== null && revised.label !== null && (
        <>
          {" "}
          <ArrowRight size={11} aria-hidden />{" "}
        </>
      )}
      {revised.label !== null && <ins>{revised.label}</ins>}
    </span>
  );
}

/**
 * Notes that a clause without words was added or removed, or that only brackets changed. For a split, merged or moved
 * clause, notes where its other parts are.
 */
function RowNote({ row, clauses }: { row: RedlineRow; clauses: Drawing["clauses"] }): ReactNode {
  const [side, note] =
    row.relation === "1:n"
      ? (["revised", messages.splitInto] as const)
      : row.relation === "n:1"
        ? (["base", messages.mergedWith] as const)
        : row.base === null
          ? (["base", messages.movedFrom] as const)
          : (["revised", messages.movedTo] as const);
  if (isWordless(row) && row.elsewhere.length === 0) {
    return (
      <span className="row-note">{row.base === null ? messages.addedWithoutText : messages.deletedWithoutText}</span>
    );
  }
  if (isBracketingAlone(row)) return <span className="row-note">{messages.onlyBracketsChanged}</span>;
  const others = row.elsewhere.map((id) => clauses[side].get(id)?.citation ?? id);
  return others.length > 0 && <span className="row-note">{formatMessage(note, { clauses: others.join(", ") })}</span>;
}
