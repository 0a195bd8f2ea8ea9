import { useQuery } from "@tanstack/react-query";
import type { ComponentProps, ReactNode } from "react";
import { Link } from "wouter";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { readingPath } from "#core/contract/pages.ts";
import { hasOperations } from "#core/discuss/annotation.ts";
import { clauseById } from "#core/text/clause.ts";
import { ProposedChange } from "../annotations/ProposedChange.tsx";
import { citationOfTarget } from "../annotations/target.ts";
import { documentQuery, versionQuery } from "../api/queries.ts";
import { FoldedText } from "../components/FoldedText.tsx";
import { formatDate } from "../components/format.tsx";
import { SpeakerLine } from "../components/SpeakerLine.tsx";
import { Spokesperson } from "../components/Spokesperson.tsx";
import { MentionText } from "../mentions/MentionText.tsx";

/** An annotation shown away from its draft, with its location, speaker, text and actions. */
export function AwayAnnotation({
  placed,
  row,
  children,
}: {
  placed: PlacedAnnotation;
  /** Further attributes of the list item. */
  row?: ComponentProps<"li">;
  children?: ReactNode;
}): ReactNode {
  const { annotation, madeOn } = placed;
  const work = useQuery(documentQuery(annotation.documentId)).data;
  const version = work?.versions.find(({ address }) => address === madeOn);
  const text = useQuery(versionQuery(madeOn)).data?.text;
  const quotes = annotation.targets.flatMap((target) => {
    if (target.kind === "range") return [target.quote.exact];
    const clause = target.kind === "clause" && text ? clauseById(text, target.clause) : undefined;
    return clause && text ? [text.text.slice(clause.start, clause.end)] : [];
  });
  return (
    <li {...row}>
      <SpeakerLine speaker={annotation.speaker}>
        <Spokesperson annotation={annotation} />
      </SpeakerLine>
      <p className="quiet small">
        <Link href={`${readingPath(madeOn)}?note=${annotation.id}`}>
          {work?.shortTitle ?? annotation.documentId}, <bdi>{version?.label ?? madeOn}</bdi>
        </Link>
        {text &&
          annotation.targets.map((target, index) => (
            <span key={index}>
              {index === 0 ? " · " : ", "}
              <bdi>{citationOfTarget(text, target)}</bdi>
            </span>
          ))}{" "}
        · {formatDate(annotation.createdAt)}
      </p>
      {!hasOperations(annotation) && quotes.length > 0 && (
        <blockquote className="thread-quote quoted" dir="auto" lang={text?.language}>
          <FoldedText key={quotes.length}>{quotes.join(" … ")}</FoldedText>
        </blockquote>
      )}
      {hasOperations(annotation) && <ProposedChange placed={placed} short={false} />}
      {annotation.text !== "" && (
        <p className="thread-text" dir="auto">
          <MentionText>{annotation.text}</MentionText>
        </p>
      )}
      {children}
    </li>
  );
}
