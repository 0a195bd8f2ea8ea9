import { useQuery } from "@tanstack/react-query";
import { Fragment, useMemo, type ReactNode } from "react";
import type { ProposalSegment, ProposedClause } from "#core/annotate/proposal-segment.ts";
import { proposedClauses } from "#core/annotate/proposal-segments.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { directionOf } from "#core/text/language.ts";

import { versionQuery } from "../api/queries.ts";
import { contentWords } from "./content-words.ts";
import { parsedDraft } from "./parsed-draft.ts";

/** How many characters of unchanged text stay on each side of a change when it is drawn short. */
const context = 36;

const changeNames: Record<ProposedClause["change"], string> = {
  edited: "",
  inserted: "New clause",
  deleted: "Delete",
  moved: "Move",
};

/**
 * What a proposal would do, as a redline of the version it was made on. A blank parts what goes from what comes in its
 * place: struck and underlined alike end where a copy or a printer without colours would run them together.
 */
export function ProposedChange({
  placed,
  short,
}: {
  placed: Pick<PlacedAnnotation, "annotation" | "madeOn">;
  short: boolean;
}): ReactNode {
  const { operations } = placed.annotation;
  const page = useQuery(versionQuery(placed.madeOn)).data;
  const clauses = useMemo(() => (page ? proposedClauses(parsedDraft(page), operations) : []), [page, operations]);
  if (!page || clauses.length === 0) return null;
  return (
    <div className="proposed" lang={page.version.language} dir={directionOf(page.version.language)}>
      {(short ? clauses.slice(0, 1) : clauses).map((clause, index) => (
        <p key={index}>
          {(clauses.length > 1 || clause.change !== "edited") && (
            <span className="proposed-place">
              {[changeNames[clause.change], clause.citation ?? (clause.after === null ? "" : `after ${clause.after}`)]
                .filter(Boolean)
                .join(": ")}
            </span>
          )}
          {clause.label !== clause.proposedLabel && (
            <span className="proposed-label">
              {clause.label ?? "no label"} → {clause.proposedLabel ?? "no label"}
            </span>
          )}
          {clause.change === "inserted" && clause.label !== null && `${clause.label} `}
          {clause.segments.map((segment, at) => (
            <Fragment key={at}>
              {segment.kind === "inserted" && clause.segments[at - 1]?.kind === "deleted" && " "}
              <Segment
                segment={segment}
                text={short ? shortened(clause.segments, at) : contentWords(segment.content)}
              />
            </Fragment>
          ))}
        </p>
      ))}
      {short && clauses.length > 1 && <p className="quiet small">and {clauses.length - 1} more</p>}
    </div>
  );
}

function Segment({ segment, text }: { segment: ProposalSegment; text: string }): ReactNode {
  if (segment.kind === "inserted") return <ins>{text}</ins>;
  return segment.kind === "deleted" ? <del>{text}</del> : text;
}

/** Kept text far from any change gives way to an ellipsis, cut at a blank. */
function shortened(segments: readonly ProposalSegment[], at: number): string {
  const segment = segments[at];
  if (!segment) return "";
  const text = contentWords(segment.content);
  if (segment.kind !== "kept") return text;
  const before = at > 0;
  const after = at < segments.length - 1;
  if (text.length <= (before && after ? 2 * context : context)) return text;
  const head = before ? text.slice(0, context).replace(/\S*$/u, "") : "";
  const tail = after ? text.slice(-context).replace(/^\S*/u, "") : "";
  return `${head}…${tail}`;
}
