import type { ElementType, ReactNode } from "react";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { readingPath } from "#core/contract/pages.ts";
import { historyPages as messages } from "#core/messages/catalogues.ts";
import { formatMessage, headWord, word } from "./messages.ts";

/** The comments on a clause in one draft, each with its decision and a link to its thread. */
export function ClauseComments({
  annotations,
  address,
  link: Link = "a",
  label,
  dateOf,
  render,
}: {
  annotations: readonly PlacedAnnotation[];
  /** Address of the draft they were made on. */
  address: string;
  /** The component that links to a thread. */
  link?: ElementType<{ href: string; children: ReactNode }>;
  /** Names the list for screen readers. */
  label?: string;
  /** Formats the day of a time (ISO 8601). */
  dateOf: (at: string) => string;
  /** Renders the source and the text of a comment. */
  render: (placed: PlacedAnnotation) => ReactNode;
}): ReactNode {
  if (annotations.length === 0) return null;
  return (
    <ul className="clause-history-comments" aria-label={label}>
      {annotations.map((placed) => {
        const { annotation, replies, decision } = placed;
        return (
          <li key={annotation.id}>
            {render(placed)}
            {decision?.current && (
              <p>
                <strong>{headWord(`decision-${decision.current.outcome}`)}</strong> {decision.current.reason}
              </p>
            )}
            <p className="small quiet">
              <Link href={`${readingPath(address)}?note=${annotation.id}`}>
                {dateOf(annotation.createdAt)}, {word(`type-${annotation.type}`)}
              </Link>
              {replies.length > 0 && ` · ${formatMessage(messages.replyCount, { count: replies.length })}`}
            </p>
          </li>
        );
      })}
    </ul>
  );
}
