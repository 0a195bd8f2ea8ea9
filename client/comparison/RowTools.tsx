import { History, Link2 } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "wouter";
import type { RedlineRow } from "#core/compare/redline.ts";
import { biographyPath } from "../app/routes.ts";

/** What can be done with a row's clause: follow it through all drafts, and say what it became. */
export function RowTools({
  row,
  addresses,
  citation,
  onLink,
}: {
  row: RedlineRow;
  /** Of the two versions. */
  addresses: Readonly<Record<"base" | "revised", string>>;
  citation: string;
  /** Left out for who may not link clauses. */
  onLink: ((row: RedlineRow) => void) | undefined;
}): ReactNode {
  const side = row.revised === null ? "base" : "revised";
  const clause = row[side];
  if (clause === null) return null;
  return (
    <span className="row-tools" dir="ltr" lang="en">
      <Link
        href={biographyPath(addresses[side], clause)}
        className="icon-button"
        aria-label={`Biography of ${citation}`}
        title="Through all drafts"
      >
        <History size={16} aria-hidden />
      </Link>
      {onLink && (
        <button
          type="button"
          className="icon-button"
          aria-label={`Say what became of ${citation}`}
          title="Say what it became"
          onClick={() => onLink(row)}
        >
          <Link2 size={16} aria-hidden />
        </button>
      )}
    </span>
  );
}
