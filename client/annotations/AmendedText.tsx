import { Fragment, type ReactNode } from "react";
import type { AmendedPart } from "#core/discuss/reply.ts";
import "./thread.css";

/**
 * Shows the wording of a proposal as a redline of an amendment to it. As in `ProposedClauses`, a space separates deleted
 * text from the text that replaces it, and an
 * ellipsis separates the proposal's insertions.
 */
export function AmendedText({
  parts,
  label,
  showLabel = false,
}: {
  parts: readonly AmendedPart[];
  /** Accessible name. */
  label: string;
  /** Whether to show the name above the text. */
  showLabel?: boolean;
}): ReactNode {
  return (
    <div className="proposed" role="group" aria-label={label}>
      {showLabel && (
        <span className="proposed-place" aria-hidden>
          {label}
        </span>
      )}
      <p dir="auto">
        {parts.map(({ kind, text, insertion }, index) => (
          <Fragment key={index}>
            {index > 0 && insertion !== parts[index - 1]?.insertion && " … "}
            {kind === "inserted" && parts[index - 1]?.kind === "deleted" && " "}
            {kind === "inserted" ? <ins>{text}</ins> : kind === "deleted" ? <del>{text}</del> : text}
          </Fragment>
        ))}
      </p>
    </div>
  );
}
