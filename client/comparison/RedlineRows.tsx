import { memo, type ReactNode } from "react";
import type { Clause } from "#core/text/clause.ts";
import { directionOf } from "#core/text/language.ts";
import type { RedlineRow } from "#core/compare/redline.ts";
import { counted } from "../components/counted.ts";
import type { ComparisonState } from "./comparison-state.ts";
import { RedlineText, type Texts } from "./RedlineText.tsx";

/** The clauses of both sides by id, and the language each side is written in. */
export interface Clauses {
  base: ReadonlyMap<string, Clause>;
  revised: ReadonlyMap<string, Clause>;
  languages: Readonly<Record<"base" | "revised", string>>;
}

/** Rows drawn together, so that the browser can skip what is far from view. */
const rowsPerSection = 50;

/** The redline, row by row, in one column or two; with `clauses: "changed"`, what did not change is folded into a line. */
export function RedlineRows({
  rows,
  clauses,
  texts,
  state,
}: {
  rows: readonly RedlineRow[];
  clauses: Clauses;
  texts: Texts;
  state: ComparisonState;
}): ReactNode {
  const items = state.clauses === "changed" ? foldUnchanged(rows, state) : rows.map((row) => ({ row }));
  const sections = Array.from({ length: Math.ceil(items.length / rowsPerSection) }, (_, index) =>
    items.slice(index * rowsPerSection, (index + 1) * rowsPerSection),
  );
  return sections.map((section, index) => (
    <div className="redline-section" key={index} style={{ containIntrinsicBlockSize: `auto ${section.length * 72}px` }}>
      {section.map((item, place) =>
        "row" in item ? (
          <Row key={place} row={item.row} clauses={clauses} texts={texts} state={state} />
        ) : (
          <p className="redline-fold" key={place}>
            {counted(item.folded, "clause")} unchanged
          </p>
        ),
      )}
    </div>
  ));
}

/** Whether a row shows anything of the classes that are marked. */
export function isChanged(row: RedlineRow, state: ComparisonState): boolean {
  if (row.relation !== "1:1") return true;
  if (row.moved && state.classes.has("move")) return true;
  if (row.renumbered && state.classes.has("label")) return true;
  return row.segments.some((segment) => segment.class !== null && state.classes.has(segment.class));
}

function foldUnchanged(
  rows: readonly RedlineRow[],
  state: ComparisonState,
): ({ row: RedlineRow } | { folded: number })[] {
  const items: ({ row: RedlineRow } | { folded: number })[] = [];
  for (const row of rows) {
    const last = items.at(-1);
    if (isChanged(row, state)) items.push({ row });
    else if (last && "folded" in last) last.folded += 1;
    else items.push({ folded: 1 });
  }
  return items;
}

const Row = memo(function Row({
  row,
  clauses,
  texts,
  state,
}: {
  row: RedlineRow;
  clauses: Clauses;
  texts: Texts;
  state: ComparisonState;
}): ReactNode {
  const base = row.base === null ? undefined : clauses.base.get(row.base);
  const revised = row.revised === null ? undefined : clauses.revised.get(row.revised);
  const shown = revised ?? base;
  if (!shown) return null;
  const what = describeRow(row, base, revised);
  const changed = isChanged(row, state);
  const classes = `redline-row is-${state.view} ${changed ? "is-changed" : ""}`;
  const spoken = `${shown.citation}: ${what}`;
  if (state.view === "inline") {
    return (
      <div className={classes} role="group" aria-label={spoken}>
        <div className={classOf(shown)} {...writtenIn(clauses.languages[revised ? "revised" : "base"])}>
          <Label base={base} revised={revised} />
          <RedlineText segments={row.segments} texts={texts} side="both" state={state} />
          {changed && <RowNote row={row} clauses={clauses} />}
        </div>
      </div>
    );
  }
  return (
    <div className={classes} role="group" aria-label={spoken}>
      {(["base", "revised"] as const).map((side) => {
        const clause = side === "base" ? base : revised;
        return (
          <div key={side} className={clause && classOf(clause)} {...writtenIn(clauses.languages[side])}>
            {clause && (
              <>
                <span className="clause-label">{clause.label}</span>
                <RedlineText segments={row.segments} texts={texts} side={side} state={state} />
                {changed && side === "revised" && <RowNote row={row} clauses={clauses} />}
              </>
            )}
          </div>
        );
      })}
    </div>
  );
});

/** Two languages may stand side by side, each with its own direction. */
function writtenIn(language: string): { lang: string; dir: "ltr" | "rtl" } {
  return { lang: language, dir: directionOf(language) };
}

function classOf(clause: Clause): string {
  return `clause clause-${clause.kind} depth-${clause.depth}`;
}

function Label({ base, revised }: { base: Clause | undefined; revised: Clause | undefined }): ReactNode {
  if (!base || !revised || base.label === revised.label) {
    return <span className="clause-label">{(revised ?? base)?.label}</span>;
  }
  return (
    <span className="clause-label is-renumbered">
      {base.label !== null && (
        <>
          <del>{base.label}</del> <span aria-hidden>→</span>{" "}
        </>
      )}
      <ins>{revised.label}</ins>
    </span>
  );
}

/** Where the rest of a split or merged clause stands, or where a moved one came from or went. */
function RowNote({ row, clauses }: { row: RedlineRow; clauses: Clauses }): ReactNode {
  const others = row.elsewhere.map((id) => (clauses.revised.get(id) ?? clauses.base.get(id))?.citation ?? id);
  if (others.length === 0) return null;
  const where = others.join(", ");
  if (row.relation === "1:n") return <span className="row-note">split: the rest is {where}</span>;
  if (row.relation === "n:1") return <span className="row-note">merged with {where}</span>;
  if (row.base === null) return <span className="row-note">moved from {where}</span>;
  if (row.revised === null) return <span className="row-note">moved to {where}</span>;
  return null;
}

/** What happened to the clause, in a few words, for who hears the page. */
export function describeRow(row: RedlineRow, base: Clause | undefined, revised: Clause | undefined): string {
  if (row.relation === "added") return "added";
  if (row.relation === "removed") return "removed";
  const words: string[] = [];
  if (row.relation === "1:n") words.push("split");
  if (row.relation === "n:1") words.push("merged");
  if (row.moved) words.push(row.revised === null ? "moved away" : row.base === null ? "moved here" : "moved");
  if (row.renumbered && base && revised) words.push(`renumbered from ${base.label ?? "no number"}`);
  const changes = new Set(row.segments.flatMap(({ change }) => (change === null ? [] : [change]))).size;
  if (row.edited && changes > 0) words.push(counted(changes, "change"));
  return words.length > 0 ? words.join(", ") : "unchanged";
}
