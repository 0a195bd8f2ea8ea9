import type { ReactNode } from "react";
import type { RedlineSegment } from "#core/compare/redline.ts";

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
