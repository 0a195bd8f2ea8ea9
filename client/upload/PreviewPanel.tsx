import { useMemo, useState, type ReactNode } from "react";
import { Link } from "wouter";
import type { ListedDocument } from "#core/contract/forum-operations.ts";
import type { Preview } from "#core/contract/version-operations.ts";
import { sayChanges } from "#core/messages/comparison-summary.ts";
import type { Clause } from "#core/text/clause.ts";
import { comparisonPath, readingPath, uploadPath } from "#core/contract/pages.ts";
import * as messages from "#core/messages/upload-page.en.ts";
import { formatDate } from "../components/format.ts";
import { formatMessage, interfaceLanguage, richMessage } from "../page-parts/messages.ts";
import { CorrectDialog } from "./CorrectDialog.tsx";
import { doubtsOf } from "./doubts.ts";
import { preparedTwin } from "./known-copies.ts";
import { PreviewChanges } from "./PreviewChanges.tsx";
import { PreviewComments, sayFates } from "./PreviewComments.tsx";
import { PreviewText } from "./PreviewText.tsx";
import type { Recasts } from "./use-recast.ts";

/**
 * The preview of publishing a draft, in the order of review: the clauses found, the changes, the effect on comments.
 */
export function PreviewPanel({
  preview,
  document,
  recasts,
  children,
}: {
  preview: Preview;
  document: ListedDocument;
  recasts: Recasts;
  /** A question to answer before the preview. */
  children: ReactNode;
}): ReactNode {
  const { version, text, against, stats } = preview;
  const [wrong, setWrong] = useState<Clause | null>(null);
  const doubts = useMemo(() => doubtsOf(text.clauses, version.notices), [text, version]);
  const found = [
    formatMessage(messages.clauseCount, { count: version.clauseCount }),
    doubts.labels > 0 && formatMessage(messages.unusualLabels, { count: doubts.labels }),
    version.notices.length > 0 && formatMessage(messages.noticeCount, { count: version.notices.length }),
  ]
    .filter(Boolean)
    .join(", ");
  const changed = stats && against ? sayChanges(stats, interfaceLanguage) : messages.firstInLanguage;
  const steps = [
    ["preview-text", messages.textStep, found],
    ["preview-changes", messages.changesTitle, changed],
    ["preview-comments", messages.commentsTitle, sayFates(preview)],
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
        {steps.map(([id, title, says]) => (
          <li key={id}>
            <a href={`#${id}`}>{title}</a>
            <span>{says}</span>
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
          <CorrectDialog text={text} clause={wrong} onCorrect={recasts.correct} onClose={() => setWrong(null)} />
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
      <section aria-labelledby="preview-comments">
        <h2 id="preview-comments" className="preview-title">
          {messages.commentsTitle}
        </h2>
        <PreviewComments preview={preview} />
      </section>
    </>
  );
}

/** Warnings that the same text is already prepared or published. */
function Copies({ preview, document }: { preview: Preview; document: ListedDocument }): ReactNode {
  const { version, sameTextAs } = preview;
  const twin = preparedTwin(document, version);
  return (
    <>
      {sameTextAs !== null && (
        <p className="preview-warning" role="alert">
          {richMessage(messages.sameTextPublished, {
            draft: nameOf(document, sameTextAs),
            link: (parts) => <Link href={readingPath(sameTextAs)}>{parts}</Link>,
          })}
        </p>
      )}
      {twin && (
        <p className="preview-warning" role="alert">
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
