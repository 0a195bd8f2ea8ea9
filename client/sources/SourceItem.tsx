import { Fragment, type ReactNode } from "react";
import { Link } from "wouter";
import { readingPath } from "#core/contract/pages.ts";
import type { SourceAnnotation } from "#core/contract/source-operations.ts";
import type { CitedTarget } from "#core/discuss/cited-target.ts";
import {
  annotationParts,
  historyPages,
  interfaceLanguage,
  sourcePages as messages,
} from "#core/messages/catalogues.ts";
import { decidedText } from "#core/phrases/outcome-text.ts";
import { locationText } from "../annotations/location-text.ts";
import { OutcomeMark } from "../annotations/OutcomeMark.tsx";
import { ProposedClauses } from "../annotations/ProposedClauses.tsx";
import { FoldedText } from "../components/FoldedText.tsx";
import { Moment } from "../components/format.tsx";
import { SpeakerLine } from "../components/SpeakerLine.tsx";
import { Spokesperson } from "../components/Spokesperson.tsx";
import { MentionText } from "../mentions/MentionText.tsx";
import { ExtentMark } from "../outcomes/ExtentMark.tsx";
import { formatMessage, headWord, richMessage, word } from "../page-parts/messages.ts";
import "../outcomes/uptake.css";

/** The citation of a target: "recalling a)", "recalling a) to noting b)", "the whole document". */
function Citation({ target: { kind, first, last } }: { target: CitedTarget }): ReactNode {
  if (kind === "document") return annotationParts.wholeDocument;
  // Messages isolate the text of a draft themselves.
  if (kind === "section") return formatMessage(annotationParts.clauseAndBelow, { citation: first });
  return last === null ? <bdi>{first}</bdi> : formatMessage(annotationParts.clauseRange, { first, last });
}

/** A comment or proposal away from its draft: where it was made, its wording, its decision, location and uptake. */
export function SourceItem({ item }: { item: SourceAnnotation }): ReactNode {
  const { id, kind, visibility, createdAt, document, madeOn, targets, quote, proposed, text, language } = item;
  const { decision, later, uptake, replies } = item;
  const names = { document: <bdi>{document.title}</bdi>, draft: <bdi>{madeOn.label}</bdi> };
  const citations = targets.map((target, index) => (
    <Fragment key={index}>
      {index > 0 && ", "}
      <Citation target={target} />
    </Fragment>
  ));
  const pathIn = (address: string): string => `${readingPath(address)}?note=${id}`;
  return (
    <li>
      <p>
        <Link href={pathIn(madeOn.address)}>
          {citations.length === 0
            ? richMessage(messages.onDraft, names)
            : richMessage(messages.onTarget, { ...names, citations: <span>{citations}</span> })}
        </Link>{" "}
        <span className="quiet small">
          {headWord(`kind-${kind}`)} · <Moment at={createdAt} day />
        </span>{" "}
        {visibility !== "submitted" && <span className="chip chip-draft">{word(`visibility-${visibility}`)}</span>}
      </p>
      <SpeakerLine speaker={item.speaker}>
        <Spokesperson annotation={item} />
      </SpeakerLine>
      <FoldedText>
        {quote !== "" && !proposed && (
          <blockquote className="thread-quote quoted" dir="auto" lang={language}>
            {quote}
          </blockquote>
        )}
        {proposed && <ProposedClauses {...proposed} />}
        {text !== "" && (
          <p className="thread-text" dir="auto">
            <MentionText>{text}</MentionText>
          </p>
        )}
      </FoldedText>
      {decision && (
        <div className="decision">
          <OutcomeMark
            outcome={decision.outcome}
            text={decidedText(decision.outcome, decision.asAmendedBy, interfaceLanguage())}
          />{" "}
          <span className="quiet small">
            <Moment at={decision.at} day />
          </span>
          {decision.reason !== "" && (
            <p className="thread-text" dir="auto">
              {decision.reason}
            </p>
          )}
        </div>
      )}
      <p className="quiet small row">
        {!decision && visibility === "submitted" && <span className="chip">{word("decision-undecided")}</span>}
        {later && (
          <Link href={pathIn(later.address)}>
            <bdi>{locationText(later)}</bdi>
          </Link>
        )}
        {uptake && (
          <span>
            {messages.uptake} <ExtentMark extent={uptake.extent} corrected={uptake.isCorrected} />
          </span>
        )}
        {replies > 0 && <span>{formatMessage(historyPages.replyCount, { count: replies })}</span>}
      </p>
    </li>
  );
}
