import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Link } from "wouter";
import type { Part } from "#core/contract/fields.ts";
import { readingPath } from "#core/contract/pages.ts";
import type { OwnAnnotation } from "#core/contract/start-operations.ts";
import { startPage as messages } from "#core/messages/catalogues.ts";
import type { PlacementState } from "#core/place/placement.ts";
import { shownState } from "#core/place/needs-decision.ts";
import { LateSkeleton, ProblemNotice } from "../components/PageStates.tsx";
import { formatMessage, word } from "../page-parts/messages.ts";
import { ownAnnotationsQuery } from "./start-queries.ts";

/** The reader's own comments of all documents, latest first, with their outcomes. */
export function OwnComments({ first }: { first: Part<OwnAnnotation> }): ReactNode {
  if (first.items.length === 0) return null;
  return (
    <section aria-labelledby="own">
      <h2 id="own" className="section-title">
        {messages.ownComments}
      </h2>
      <OwnPart part={first} />
    </section>
  );
}

/** A part of the list, with a button for the next one. */
function OwnPart({ part: { items, next } }: { part: Part<OwnAnnotation> }): ReactNode {
  const [isFurther, setFurther] = useState(false);
  return (
    <>
      <ol className="inbox-items">
        {items.map((own) => (
          <OwnComment key={own.id} own={own} />
        ))}
      </ol>
      {next !== null &&
        (isFurther ? (
          <NextPart after={next} />
        ) : (
          <button type="button" className="button" onClick={() => setFurther(true)}>
            {messages.moreComments}
          </button>
        ))}
    </>
  );
}

function NextPart({ after }: { after: string }): ReactNode {
  const { data, error, refetch } = useQuery(ownAnnotationsQuery(after));
  if (data) return <OwnPart part={data} />;
  return error ? <ProblemNotice error={error} onRetry={() => void refetch()} /> : <LateSkeleton lines={6} />;
}

const locations: Readonly<Record<PlacementState | "gone", () => string>> = {
  exact: () => messages.sameText,
  shifted: () => messages.sameText,
  "text-changed": () => messages.changedText,
  taken: () => messages.asProposed,
  "clause-moved": () => messages.movedClause,
  "clause-split": () => messages.splitClause,
  "clause-only": () => messages.deletedText,
  alternative: () => messages.otherOption,
  approximate: () => messages.likelyLocation,
  orphan: () => messages.unplaced,
  gone: () => messages.deletedClause,
};

function OwnComment({ own }: { own: OwnAnnotation }): ReactNode {
  const { id, document, madeOn, text, visibility, outcome, later } = own;
  return (
    <li className="inbox-item own-comment">
      <p className="clamped" dir="auto">
        {text || messages.withoutText}
      </p>
      <p className="small quiet">
        <span className="tag">
          {visibility === "submitted" ? word(`decision-${outcome ?? "undecided"}`) : word(`visibility-${visibility}`)}
        </span>{" "}
        <Link href={`${readingPath((later ?? madeOn).address)}?note=${id}`}>
          <bdi>{formatMessage(messages.onDraft, { document: document.title, draft: madeOn.label })}</bdi>
        </Link>
        {later && ` · ${formatMessage(locations[shownState(later.placement)](), { draft: later.label })}`}
      </p>
    </li>
  );
}
