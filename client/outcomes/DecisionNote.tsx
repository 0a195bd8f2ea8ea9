import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "wouter";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { readingPath } from "#core/contract/pages.ts";
import { interfaceLanguage, outcomesPage as messages } from "#core/messages/catalogues.ts";
import { decidedText } from "#core/phrases/outcome-text.ts";
import { OutcomeMark } from "../annotations/OutcomeMark.tsx";
import { annotationQuery } from "../api/queries.ts";
import { formatDate, sourceName } from "../components/format.tsx";
import { commaText, formatMessage, word } from "../page-parts/messages.ts";

/**
 * Shows the decision of an annotation, with its date, its reason, the draft that shows it, and the author of the
 * amendment with which it is accepted. Mentions that an earlier decision was replaced.
 */
export function DecisionNote({
  placed: { decision: record, replies },
  address,
  nameOf,
}: {
  placed: Pick<PlacedAnnotation, "decision" | "replies">;
  /** Address of the version being read. */
  address: string;
  /** Returns a version's name, by its id. */
  nameOf: (version: string) => string;
}): ReactNode {
  const decision = record?.current;
  if (!decision) return null;
  const earlierOutcomes = record.history.flatMap(({ said: earlier }) =>
    earlier ? [word(`decision-${earlier.outcome}`)] : [],
  );
  const amending = replies.find(({ id }) => id === decision.amendedBy)?.speaker;
  return (
    <div className="decision">
      <p>
        <OutcomeMark outcome={decision.outcome} text={decidedText(decision.outcome, amending, interfaceLanguage())} />{" "}
        <span className="quiet small">
          {decision.mergedWith !== null && <MergedWith annotation={decision.mergedWith} address={address} />}
          {[
            `${word(`capacity-${decision.by.capacity}`)}, ${formatDate(decision.at)}`,
            ...(decision.shownIn === null
              ? []
              : [formatMessage(messages.appearsInDraft, { draft: nameOf(decision.shownIn) })]),
            ...(earlierOutcomes.length > 0
              ? [
                  formatMessage(messages.previousOutcomes, {
                    outcomes: commaText(earlierOutcomes),
                  }),
                ]
              : []),
          ].join(" · ")}
        </span>
      </p>
      {decision.reason !== "" && (
        <p className="thread-text" dir="auto">
          {decision.reason}
        </p>
      )}
    </div>
  );
}

/** Links to the annotation with which this one was merged. Names its source if the reader may see it. */
function MergedWith({ annotation, address }: { annotation: string; address: string }): ReactNode {
  const mergeTarget = useQuery(annotationQuery(annotation)).data;
  return (
    <>
      <Link href={`${readingPath(address)}?note=${annotation}`}>
        {mergeTarget
          ? formatMessage(messages.otherCommentBySource, {
              kind: mergeTarget.annotation.kind,
              source: sourceName(mergeTarget.annotation.speaker),
            })
          : messages.otherComment}
      </Link>
      {" · "}
    </>
  );
}
