import { useQuery } from "@tanstack/react-query";
import { Pencil } from "lucide-react";
import { type ReactNode, useMemo, useState } from "react";
import { Link } from "wouter";
import type { ListedDocument } from "#core/contract/forum-operations.ts";
import { comparisonPath, readingPath, uploadPath } from "#core/contract/pages.ts";
import type { Preview } from "#core/contract/version-operations.ts";
import { changesText } from "#core/phrases/comparison-summary.ts";
import { interfaceLanguage, links, uploadPage as messages } from "#core/messages/catalogues.ts";
import type { Clause, VersionText } from "#core/text/clause.ts";
import type { Version } from "#core/text/version.ts";
import { directionOf } from "#core/text/direction.ts";
import { comparisonQuery } from "../api/queries.ts";
import { candidatesQuery } from "../links/link-queries.ts";
import { RedlineRows } from "../comparison/RedlineRows.tsx";
import { changeElementId, redlineView } from "../comparison/RedlineText.tsx";
import { indexCompared, markedStops, readComparisonState } from "../comparison/compared-index.ts";
import "../comparison/redline.css";
import { ProblemNotice, Skeleton } from "../components/PageStates.tsx";
import { formatDate, writtenIn } from "../components/format.tsx";
import { CandidateReview } from "../links/CandidateReview.tsx";
import { LinkList } from "../links/LinkList.tsx";
import { inInterface, commaText, formatMessage, richMessage } from "../page-parts/messages.ts";
import { CorrectDialog, type DraftCorrections } from "./CorrectDialog.tsx";
import { PreviewComments, summarisePlacements } from "./PreviewComments.tsx";
import { type Doubts, doubtsOf } from "./doubts.ts";
import { preparedTwin } from "./known-copies.ts";

/**
 * The preview of publishing a draft, in the order of review: the clauses found, the changes, the effect on comments.
 */
export function PreviewPanel({
  preview,
  document,
  corrections,
  children,
}: {
  preview: Preview;
  document: ListedDocument;
  corrections: DraftCorrections;
  /** A question to answer before the preview. */
  children: ReactNode;
}): ReactNode {
  const { version, text, against, stats } = preview;
  const [wrong, setWrong] = useState<Clause | null>(null);
  const doubts = useMemo(() => doubtsOf(text.clauses, version.notices), [text, version]);
  const textSummary = commaText(
    [
      formatMessage(messages.clauseCount, { count: version.clauseCount }),
      doubts.labels > 0 && formatMessage(messages.unusualLabels, { count: doubts.labels }),
      version.notices.length > 0 && formatMessage(messages.noticeCount, { count: version.notices.length }),
    ].filter(Boolean),
  );
  const changed = stats && against ? changesText(stats, interfaceLanguage()) : messages.firstInLanguage;
  const steps = [
    ["preview-text", messages.textStep, textSummary],
    ["preview-changes", messages.changesTitle, changed],
    ...(against
      ? [
          [
            "preview-candidates",
            links.candidatesTitle,
            <CandidateCount key="count" {...{ against, version }} />,
          ] as const,
        ]
      : []),
    ["preview-comments", messages.commentsTitle, summarisePlacements(preview)],
  ] as const;
  return (
    <>
      <p className="quiet">
        {richMessage(messages.fileFacts, {
          fileName: version.source.fileName,
          label: version.label,
          date: formatDate(version.date),
          count: version.wordCount,
        })}
      </p>
      <Copies preview={preview} document={document} />
      {children}
      <ol className="preview-steps">
        {steps.map(([id, title, summary]) => (
          <li key={id}>
            <a href={`#${id}`}>{title}</a>
            <span>{summary}</span>
          </li>
        ))}
      </ol>
      <section aria-labelledby="preview-text">
        <h2 id="preview-text" className="preview-title">
          {messages.textTitle}
        </h2>
        <PreviewText
          text={text}
          doubts={doubts}
          name={`${document.shortTitle}, ${version.label}`}
          onCorrect={setWrong}
        />
        {wrong && (
          <CorrectDialog text={text} clause={wrong} onCorrect={corrections.correct} onClose={() => setWrong(null)} />
        )}
      </section>
      <section aria-labelledby="preview-changes">
        <h2 id="preview-changes" className="preview-title">
          {messages.changesTitle}
        </h2>
        {against ? (
          <>
            <p>
              {richMessage(messages.changesAgainst, {
                draft: nameOf(document, against),
                changes: changed,
                link: (parts) => <Link href={comparisonPath(against, version.id)}>{parts}</Link>,
              })}
            </p>
            <PreviewChanges base={against} revised={version.id} />
          </>
        ) : (
          <p>{messages.firstInLanguage}</p>
        )}
      </section>
      {against && (
        <section aria-labelledby="preview-candidates">
          <h2 id="preview-candidates" className="preview-title">
            {links.candidatesTitle}
          </h2>
          <CandidateReview base={against} revised={version.id} />
          <LinkList base={against} revised={version.id} />
        </section>
      )}
      <section aria-labelledby="preview-comments">
        <h2 id="preview-comments" className="preview-title">
          {messages.commentsTitle}
        </h2>
        <PreviewComments preview={preview} />
      </section>
    </>
  );
}

/** The number of clauses with candidates to confirm or refuse. */
function CandidateCount({ against, version }: { against: string; version: Version }): ReactNode {
  const { data } = useQuery(candidatesQuery(against, version.id));
  return data ? formatMessage(links.candidatesSummary, { count: data.clauses.length }) : "…";
}

/** Warnings that the same text is already prepared or published. */
function Copies({ preview, document }: { preview: Preview; document: ListedDocument }): ReactNode {
  const { version, sameTextAs } = preview;
  const twin = preparedTwin(document, version);
  return (
    <>
      {sameTextAs !== null && (
        <p className="preview-warning remark" role="alert">
          {richMessage(messages.sameTextPublished, {
            draft: nameOf(document, sameTextAs),
            link: (parts) => <Link href={readingPath(sameTextAs)}>{parts}</Link>,
          })}
        </p>
      )}
      {twin && (
        <p className="preview-warning remark" role="alert">
          {richMessage(messages.sameDraftPrepared, {
            label: twin.label,
            fileName: twin.source.fileName,
            link: (parts) => <Link href={`${uploadPath(document.id)}?version=${twin.id}`}>{parts}</Link>,
          })}
        </p>
      )}
    </>
  );
}

function nameOf({ versions }: ListedDocument, address: string): string {
  return versions.find((version) => version.address === address)?.label ?? address;
}

/** The default settings, with unchanged clauses folded. */
const state = readComparisonState("clauses=changed");

/** The clauses that changed since the previous draft. */
function PreviewChanges({ base, revised }: { base: string; revised: string }): ReactNode {
  const { data, error, refetch } = useQuery(comparisonQuery(base, revised));
  const changes = useMemo(() => {
    if (!data) return null;
    const index = indexCompared(data);
    const view = redlineView(index, markedStops(index, state), { onGo: focusAt, toolsOf: null });
    return { drawing: view, redline: index.redline };
  }, [data]);
  if (error) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  if (!data || !changes) return <Skeleton lines={6} />;
  return (
    <div
      className="draft redline is-inline preview-draft"
      tabIndex={0}
      role="region"
      aria-label={messages.changesByClause}
      {...writtenIn(data.revised.text.language)}
    >
      <RedlineRows rows={changes.redline} view={changes.drawing} state={state} atRow={-1} />
    </div>
  );
}

function focusAt(key: string): void {
  document.getElementById(changeElementId(key))?.focus();
}

/**
 * The clauses as they were read, each with its notices and a button to correct it. Before them is a list of the
 * notices, with links to their clauses.
 */
function PreviewText({
  text: { text, clauses, language },
  doubts,
  name,
  onCorrect,
}: {
  text: VersionText;
  doubts: Doubts;
  /** Name of the draft. */
  name: string;
  onCorrect: (clause: Clause) => void;
}): ReactNode {
  const doubtful = clauses.filter(({ id }) => doubts.byClause.has(id));
  return (
    <>
      {doubts.ofFile.length + doubtful.length > 0 ? (
        <ul className="preview-notices">
          {doubts.ofFile.map((notice, index) => (
            <li key={index}>{notice}</li>
          ))}
          {doubtful.map(({ id, citation }) => (
            <li key={id}>
              <a href={`#preview-${id}`}>
                <bdi>{citation}</bdi>
              </a>
              : {doubts.byClause.get(id)?.join(" ")}
            </li>
          ))}
        </ul>
      ) : (
        <p>{messages.nothingUnclear}</p>
      )}
      <div
        className="draft preview-draft"
        lang={language}
        dir={directionOf(language)}
        tabIndex={0}
        role="region"
        aria-label={formatMessage(messages.textOf, { name })}
      >
        {clauses.map((clause) => {
          const { id, kind, depth, label, citation, start, end } = clause;
          const unclear = doubts.byClause.get(id);
          return (
            <div
              key={id}
              id={`preview-${id}`}
              className={`clause clause-${kind} depth-${depth} ${unclear ? "is-doubtful" : ""}`}
              title={citation}
            >
              {label !== null && <span className="clause-label">{label}</span>}
              {text.slice(start, end)}
              {kind !== "footnote" && kind !== "cell" && (
                <button
                  type="button"
                  className="icon-button preview-correct"
                  aria-label={formatMessage(messages.correctCitation, { citation })}
                  onClick={() => onCorrect(clause)}
                >
                  <Pencil size={14} aria-hidden />
                </button>
              )}
              {unclear && (
                <span className="preview-doubt" {...inInterface()}>
                  {unclear.join(" ")}
                </span>
              )}
            </div>
          );
        })}
      </div>
    </>
  );
}
