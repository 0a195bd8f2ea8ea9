import { ChevronDown, ChevronUp } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { Link } from "wouter";
import type { ShownContribution, ShownItem } from "#core/contract/contribution-operations.ts";
import { readingPath } from "#core/contract/pages.ts";
import { targetRuns } from "#core/discuss/text-order.ts";
import { contributions, contributionsPage as messages } from "#core/messages/catalogues.ts";
import { type ContributionRow, resultTexts } from "#core/phrases/contribution-rows.ts";
import type { Evidence } from "#core/receive/evidence.ts";
import { isDoubtful } from "#core/receive/item-result.ts";
import { clauseById, type VersionText } from "#core/text/clause.ts";
import { ProposedClauses } from "../annotations/ProposedClauses.tsx";
import { writtenIn } from "../components/format.tsx";
import { formatMessage, listText, uncheckedWord, word } from "../page-parts/messages.ts";
import "../annotations/thread.css";

/** The open row: its text, its change as a redline, its clause, its doubt and its result. */
export function RowView({
  row,
  contribution,
  text,
  position,
  onStep,
  onLeave,
  equal,
  onOpen,
  onSelect,
  children,
}: {
  row: ContributionRow;
  contribution: ShownContribution;
  text: VersionText | null;
  /** Its position in the list; empty if it left the list. */
  position: string;
  onStep: (by: 1 | -1) => void;
  /** Back to the list, on small screens. */
  onLeave: () => void;
  /** The rows with the same text and location. */
  equal: readonly ContributionRow[];
  onOpen: (row: string) => void;
  /** Selects rows. Null for a reader who may not edit them. */
  onSelect: ((rows: readonly string[]) => void) | null;
  /** The buttons that act on it. */
  children: ReactNode;
}): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null);
  // Screen readers begin at the row that opens.
  useEffect(() => heading.current?.focus({ preventScroll: true }), [row.id]);
  const { item, setAside, citation, source, name } = row;
  return (
    <article className="queue-item" aria-labelledby="queue-item">
      <p className="row">
        <button type="button" className="button button-quiet queue-back" onClick={onLeave}>
          {messages.backToRows}
        </button>
        <button
          type="button"
          className="button button-quiet"
          aria-label={messages.previousItem}
          onClick={() => onStep(-1)}
        >
          <ChevronUp size={16} aria-hidden />
        </button>
        <button type="button" className="button button-quiet" aria-label={messages.nextItem} onClick={() => onStep(1)}>
          <ChevronDown size={16} aria-hidden />
        </button>
        <span className="quiet small">{position}</span>
      </p>
      <h2 id="queue-item" ref={heading} tabIndex={-1} className="queue-title">
        {formatMessage(messages.namedRow, { source: source || messages.noSource, row: name })}
      </h2>
      {item && (
        <p className="quiet small">
          {word(`kind-${item.kind}`)} · {word(`type-${item.type}`)}
          {item.targets.length > 0 && (
            <>
              {" · "}
              <bdi>{citation ?? messages.wholeDocumentOption}</bdi>
            </>
          )}
        </p>
      )}
      {item ? (
        <Statement item={item} text={text} contribution={contribution} />
      ) : (
        <p className="thread-text" dir="auto">
          {row.text}
        </p>
      )}
      {item?.evidence && <EvidenceList evidence={item.evidence} />}
      {item?.doubt && isDoubtful(item) && (
        <p className="item-doubt">
          {uncheckedWord({ ...item.doubt, code: `doubt-${item.doubt.code}` }, contributions)}
        </p>
      )}
      <p role="status">
        {setAside
          ? uncheckedWord({ code: `set-aside-${setAside.code}`, params: setAside.params }, contributions)
          : resultText(row, contribution)}{" "}
        {row.result === "imported" && contribution.version && (
          <Link href={`${readingPath(contribution.version.address)}?note=${item?.annotationId ?? ""}`}>
            {messages.readInDraft}
          </Link>
        )}
      </p>
      {children}
      {equal.length > 0 && (
        <div className="equal-rows small">
          <p>{formatMessage(messages.equalTitle, { count: equal.length })}</p>
          <ul>
            {equal.map((one) => (
              <li key={one.id}>
                <button type="button" className="link-button" onClick={() => onOpen(one.id)}>
                  {formatMessage(messages.namedRow, { source: one.source || messages.noSource, row: one.name })}
                </button>{" "}
                <span className="quiet">{messages[resultTexts[one.result]]}</span>
              </li>
            ))}
          </ul>
          {onSelect && (
            <button
              type="button"
              className="link-button"
              onClick={() => onSelect([row.id, ...equal.map(({ id }) => id)])}
            >
              {formatMessage(messages.selectEqual, { count: equal.length + 1 })}
            </button>
          )}
        </div>
      )}
    </article>
  );
}

function resultText({ result, item }: ContributionRow, { may, state }: ShownContribution): string {
  switch (result) {
    case "ready":
      return messages.willBeImported;
    case "held":
      return may.edit ? messages.waitsForSource : messages.resultHeld;
    case "unplaced":
      return state === "prepared" ? messages.waitsForLocation : messages.resultUnplaced;
    case "left-out":
      return item?.reason === undefined
        ? messages.isLeftOut
        : formatMessage(messages.isLeftOutBecause, { reason: item.reason });
    case "imported":
      return messages.resultImported;
    case "here":
      return messages.resultHere;
  }
}

/** The text of the row, its change as a redline, and its clause with the words that it is about. */
function Statement({
  item,
  text,
  contribution: { version },
}: {
  item: ShownItem;
  text: VersionText | null;
  contribution: ShownContribution;
}): ReactNode {
  const [run] = text ? item.targets.flatMap((target) => targetRuns(text, target)) : [];
  const clause = run && text && clauseById(text, run.clause);
  const words = clause && text.text.slice(clause.start, clause.end);
  const isPart = run && words && run.end - run.start < words.length;
  return (
    <>
      {item.changes.length > 0 && (
        <ProposedClauses clauses={item.changes} language={version?.language ?? "en"} short={false} />
      )}
      {item.changes.length === 0 && item.words !== "" && (
        <blockquote className="thread-quote quoted" dir="auto">
          {item.words}
        </blockquote>
      )}
      {item.text !== "" && (
        <p className="thread-text" dir="auto">
          {item.text}
        </p>
      )}
      {words && (
        <details className="queue-clause" open={item.changes.length === 0}>
          <summary className="quiet small">{messages.clauseInDraft}</summary>
          <p {...writtenIn(version?.language ?? "en")}>
            {isPart ? (
              <>
                {words.slice(0, run.start)}
                <mark>{words.slice(run.start, run.end)}</mark>
                {words.slice(run.end)}
              </>
            ) : (
              words
            )}
          </p>
        </details>
      )}
    </>
  );
}

const evidenceTexts = {
  section: "sectionEvidence",
  page: "pageEvidence",
  line: "lineEvidence",
  quotation: "quotationEvidence",
} as const satisfies Readonly<Record<Evidence["kind"], keyof typeof messages>>;

/** What the row says of its place: what agrees with it, and what is elsewhere. */
function EvidenceList({ evidence }: { evidence: readonly Evidence[] }): ReactNode {
  const [agreeing, others] = [true, false].map((agrees) =>
    evidence
      .filter((one) => one.agrees === agrees)
      .map(({ kind, value }) => formatMessage(messages[evidenceTexts[kind]], { value })),
  );
  return (
    <p className="row-evidence">
      {agreeing && agreeing.length > 0 && formatMessage(messages.foundBy, { names: listText(agreeing) })}{" "}
      {others && others.length > 0 && formatMessage(messages.notHere, { names: listText(others) })}
    </p>
  );
}
