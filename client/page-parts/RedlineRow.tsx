import type { ReactNode } from "react";
import type { RedlineRow, RedlineSegment } from "#core/compare/redline-row.ts";
import type { Clause } from "#core/text/clause.ts";
import { directionOf } from "#core/text/direction.ts";

type Side = "base" | "revised";

/** The clauses of a row on both sides; undefined on a side without one. */
type ClausesOfRow = Readonly<Record<Side, Clause | undefined>>;

/** Finds the clauses of a row, by id among the clauses of each side. */
export function clausesOfRow(
  row: Pick<RedlineRow, Side>,
  clauses: Readonly<Record<Side, ReadonlyMap<string, Clause>>>,
): ClausesOfRow {
  return {
    base: row.base === null ? undefined : clauses.base.get(row.base),
    revised: row.revised === null ? undefined : clauses.revised.get(row.revised),
  };
}

/** A row of a redline in one column: the clause's label and text. */
export function RedlineClause({
  clauses: { base, revised },
  languages,
  arrow,
  children,
}: {
  clauses: ClausesOfRow;
  languages: Readonly<Record<Side, string>>;
  /** Appears between two labels. */
  arrow: ReactNode;
  /** The text. */
  children: ReactNode;
}): ReactNode {
  const clause = revised ?? base;
  const language = languages[revised ? "revised" : "base"];
  return (
    clause && (
      <div lang={language} dir={directionOf(language)} className={classOfClause(clause)}>
        <RedlineLabel base={base} revised={revised} arrow={arrow} />
        {children}
      </div>
    )
  );
}

export function classOfClause({ kind, depth }: Clause): string {
  return `clause clause-${kind} depth-${String(depth)}`;
}

/** A run of a redlined clause's text. */
interface RedlineTextRun {
  segment: RedlineSegment;
  text: string;
  /** The side that the text is read from. */
  from: Side;
}

/**
 * The text of a redlined clause. `side` leaves out words that exist only on the other side. A kept run is the same on
 * both sides, but if variants are ignored it may differ, so it is read from the side shown.
 */
export function redlineText(
  segments: readonly RedlineSegment[],
  texts: Readonly<Record<Side, string>>,
  side: "both" | Side,
  render: (run: RedlineTextRun, index: number) => ReactNode,
): ReactNode {
  return segments.map((segment, index) => {
    const { kind } = segment;
    const onBase = kind === "deleted" || kind === "moved-away";
    const onRevised = kind === "inserted" || kind === "moved-here";
    if ((side === "revised" && onBase) || (side === "base" && onRevised)) return null;
    const from = onBase || side === "base" ? "base" : "revised";
    const range = segment[from];
    return render({ segment, text: range ? texts[from].slice(range[0], range[1]) : "", from }, index);
  });
}

/**
 * The label of a redlined clause. If the clause was renumbered, both labels: the old one as deleted, the new one as
 * inserted. That of a clause on one side only is deleted or inserted as a whole.
 */
export function RedlineLabel({
  base,
  revised,
  arrow,
}: {
  base: Clause | undefined;
  revised: Clause | undefined;
  arrow: ReactNode;
}): ReactNode {
  if (!base || !revised || base.label === revised.label) {
    const label = (revised ?? base)?.label ?? null;
    const Mark = base && revised ? "span" : base ? "del" : "ins";
    return (
      label !== null && (
        <>
          <span className="clause-label">{Mark === "span" ? label : <Mark>{label}</Mark>}</span>{" "}
        </>
      )
    );
  }
  return (
    <>
      <span className="clause-label is-renumbered">
        {base.label !== null && <del>{base.label}</del>}
        {base.label !== null && revised.label !== null && <> {arrow} </>}
        {revised.label !== null && <ins>{revised.label}</ins>}
      </span>{" "}
    </>
  );
}

/** Text of a redline: kept, inserted or deleted. Moved text is marked as such. */
export function RedlineRun({ kind, children }: { kind: RedlineSegment["kind"]; children: ReactNode }): ReactNode {
  if (kind === "kept") return children;
  const className = kind === "moved-away" || kind === "moved-here" ? "is-moved" : undefined;
  return kind === "deleted" || kind === "moved-away" ? (
    <del className={className}>{children}</del>
  ) : (
    <ins className={className}>{children}</ins>
  );
}
