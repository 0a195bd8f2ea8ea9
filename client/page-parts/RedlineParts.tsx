import type { ReactNode } from "react";
import type { RedlineSegment } from "#core/compare/redline.ts";
import type { Clause } from "#core/text/clause.ts";

/**
 * The label of a redlined clause. If the clause was renumbered, both labels: the old one as deleted, the new one as
 * inserted. The server renders it too.
 */
export function RedlineLabel({
  base,
  revised,
  arrow,
}: {
  base: Pick<Clause, "label"> | undefined;
  revised: Pick<Clause, "label"> | undefined;
  /** Appears between two labels. */
  arrow: ReactNode;
}): ReactNode {
  if (!base || !revised || base.label === revised.label) {
    const label = (revised ?? base)?.label ?? null;
    return (
      label !== null && (
        <>
          <span className="clause-label">{label}</span>{" "}
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

/** Text of a redline: kept, inserted or deleted. Moved text is marked as such. The server renders it too. */
export function RedlineRun({ kind, children }: { kind: RedlineSegment["kind"]; children: ReactNode }): ReactNode {
  if (kind === "kept") return children;
  const className = kind === "moved-away" || kind === "moved-here" ? "is-moved" : undefined;
  return kind === "deleted" || kind === "moved-away" ? (
    <del className={className}>{children}</del>
  ) : (
    <ins className={className}>{children}</ins>
  );
}
