import type { ReactNode } from "react";
import { Link } from "wouter";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { readingPath } from "#core/contract/pages.ts";
import { counted } from "../components/counted.ts";
import { formatDate } from "../components/dates.ts";
import { FoldedText } from "../components/FoldedText.tsx";
import { SpeakerLine } from "../components/SpeakerLine.tsx";
import { headWord, word } from "../components/messages.ts";
import { ProposedChange } from "../annotations/ProposedChange.tsx";

/** What was said on a clause in one draft, each with what was decided on it and a way to its whole thread. */
export function BiographyComments({
  annotations,
  address,
}: {
  annotations: readonly PlacedAnnotation[];
  /** Of the draft they were made on. */
  address: string;
}): ReactNode {
  return (
    <ul className="biography-comments" aria-label={counted(annotations.length, "comment")}>
      {annotations.map((placed) => {
        const { annotation, replies, disposition } = placed;
        return (
          <li key={annotation.id}>
            <SpeakerLine speaker={annotation.speaker} />
            {annotation.standing === "open" ? (
              <FoldedText>
                {annotation.kind === "proposal" && <ProposedChange placed={placed} short />}
                <p dir="auto">{annotation.text}</p>
              </FoldedText>
            ) : (
              <p className="quiet">{headWord(`standing-${annotation.standing}`)}</p>
            )}
            {disposition?.current && (
              <p>
                <strong>{headWord(`disposition-${disposition.current.outcome}`)}</strong> {disposition.current.reason}
              </p>
            )}
            <p className="small quiet">
              <Link href={`${readingPath(address)}?note=${annotation.id}`}>
                {formatDate(annotation.createdAt)}, {word(`type-${annotation.type}`)}
              </Link>
              {replies.length > 0 && ` · ${counted(replies.length, "reply", "replies")}`}
            </p>
          </li>
        );
      })}
    </ul>
  );
}
