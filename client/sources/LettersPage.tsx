import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { Fragment, type ReactNode } from "react";
import { Link } from "wouter";
import type { RedlineFormat } from "#core/compile/export-format.ts";
import type { LetterEntry, Letters } from "#core/contract/letter-operations.ts";
import { readingPath } from "#core/contract/pages.ts";
import { sourcePath } from "#core/contract/source-paths.ts";
import { exportDialog, interfaceLanguage, letters as messages } from "#core/messages/catalogues.ts";
import { countedOutcomes, letterClauseHeading } from "#core/phrases/letter-text.ts";
import { headOf } from "#core/phrases/message-text.ts";
import { outcomeText } from "#core/phrases/outcome-text.ts";
import { locationText } from "../annotations/location-text.ts";
import { ProposedClauses } from "../annotations/ProposedClauses.tsx";
import { call } from "../api/call.ts";
import { needed } from "../api/needed.ts";
import { keys } from "../api/queries.ts";
import { useDocumentStream } from "../api/use-event-stream.ts";
import { Moment } from "../components/format.tsx";
import { EmptyState, ProblemNotice, Skeleton } from "../components/PageStates.tsx";
import { useListAddress } from "../components/use-list-address.ts";
import { useTitle } from "../components/use-title.ts";
import { ExportProgress } from "../exports/ExportProgress.tsx";
import { saveFile } from "../exports/SaveTable.tsx";
import { useExport } from "../exports/use-export.ts";
import { Header } from "../header/Header.tsx";
import { commaText, formatMessage, headWord, richMessage } from "../page-parts/messages.ts";
import "./sources.css";

/** The letters on a draft. Keyed with the annotations, because each may change them. */
const lettersQuery = (version: string, { recipient }: Readonly<Record<string, string>>) =>
  queryOptions({
    queryKey: [...keys.annotationLists, "letters", version, recipient],
    queryFn: ({ signal }) => call("getLetters", { params: { version }, query: { recipient }, signal }),
  });

/** The page of letters on a draft, and the query that it alone has. */
export const lettersPage = {
  Page: LettersPage,
  queries: {
    getLetters: needed(
      ({ params: { version = "" }, address }) => lettersQuery(version, address),
      ({ address: { recipient } }) => ({ ...(recipient !== undefined && { recipient }) }),
    ),
  },
};

/** The letters "Outcomes of your comments" on a draft, or one of them. */
function LettersPage({ params: { version = "" } }: { params: Record<string, string> }): ReactNode {
  const { query } = useListAddress();
  const { data, error, refetch } = useQuery({ ...lettersQuery(version, query), placeholderData: keepPreviousData });
  const draft = data?.version;
  const title = data && titleOf(data);
  useTitle(title);
  useDocumentStream(draft?.documentId);
  return (
    <>
      <Header
        trail={
          draft
            ? [
                <Link key="document" href={`/#${draft.documentId}`}>
                  {draft.document}
                </Link>,
                <Link key="draft" href={readingPath(draft.address)}>
                  <bdi>{draft.label}</bdi>
                </Link>,
              ]
            : []
        }
        here={messages.heading}
      />
      <main className="page page-narrow source-page" id="main">
        <h1 className="page-title">{title ?? messages.heading}</h1>
        {error && !data ? (
          <ProblemNotice error={error} onRetry={() => void refetch()} />
        ) : !data ? (
          <Skeleton lines={12} />
        ) : data.letter ? (
          <Letter version={data.version} letter={data.letter} />
        ) : (
          <LetterList {...data} />
        )}
      </main>
    </>
  );
}

/** Returns the title of a letter, or of the list of letters. */
export function titleOf({ version: { document, label }, letter }: Letters): string {
  const names = { document, draft: label };
  if (!letter) return formatMessage(messages.listTitle, names);
  return formatMessage(messages.letterTitle, { ...names, recipient: letter.recipient.shortName });
}

function LetterList({ version, recipients }: Letters): ReactNode {
  if (recipients.length === 0) return <EmptyState>{messages.none}</EmptyState>;
  const path = sourcePath("letters", version.address);
  return (
    <>
      <p className="page-about">{messages.about}</p>
      <Downloads version={version} recipient={undefined} />
      <ul className="source-items">
        {recipients.map(({ id, name, undecided, ...counts }) => (
          <li key={id}>
            <Link href={`${path}?recipient=${encodeURIComponent(id)}`}>
              <bdi>{name}</bdi>
            </Link>
            <span className="quiet small">{formatMessage(messages.recipientCounts, { ...counts, undecided })}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Letter({ version, letter }: { version: Letters["version"]; letter: NonNullable<Letters["letter"]> }) {
  const { recipient, entries } = letter;
  const outcomes = entries.map(({ decision }) => decision?.outcome ?? null);
  return (
    <>
      <p className="page-about">
        {richMessage(messages.letterAbout, {
          recipient: <Link href={sourcePath(recipient.kind, recipient.id)}>{recipient.name}</Link>,
          draft: <Link href={readingPath(version.address)}>{version.label}</Link>,
        })}{" "}
        <Link href={sourcePath("letters", version.address)}>{messages.allLetters}</Link>
      </p>
      <p>{countedOutcomes(outcomes, interfaceLanguage())}</p>
      <Downloads version={version} recipient={recipient.id} />
      <ol className="source-items">
        {entries.map((entry) => (
          <Entry key={entry.number} entry={entry} version={version} />
        ))}
      </ol>
    </>
  );
}

const formats = ["docx", "pdf"] as const satisfies readonly RedlineFormat[];

/** Saves a letter, or all of them as a zip file. */
function Downloads({ version, recipient }: { version: Letters["version"]; recipient: string | undefined }): ReactNode {
  const running = useExport(
    (format: RedlineFormat, request) =>
      call("exportVersion", {
        ...request,
        params: { version: version.address },
        query: { format, layout: "letter", recipient },
      }),
    (file, format) => {
      const name = [version.address.replace(/[@:]/gu, "-"), recipient === undefined ? "letters" : "letter"];
      saveFile(file, `${name.join(".")}.${recipient === undefined ? "zip" : format}`);
    },
  );
  const names = { docx: exportDialog.wordFormat, pdf: exportDialog.pdfFormat };
  return (
    <div className="screen-only">
      <p className="row">
        {formats.map((format) => (
          <button
            key={format}
            type="button"
            className="button button-quiet"
            disabled={running.isPending}
            onClick={() => running.start(format)}
          >
            <Download size={16} aria-hidden />
            {recipient === undefined ? formatMessage(messages.saveAll, { format: names[format] }) : names[format]}
          </button>
        ))}
        {running.isPending && (
          <button type="button" className="button button-quiet" onClick={running.stop}>
            {exportDialog.cancel}
          </button>
        )}
      </p>
      {running.isPending && <ExportProgress progress={running.progress} />}
      {running.error && <ProblemNotice error={running.error} />}
    </div>
  );
}

/** The citations of clauses, each in its own direction. */
function Citations({ citations }: { citations: readonly string[] }): ReactNode {
  return (
    <span>
      {citations.map((citation, index) => (
        <Fragment key={citation}>
          {index > 0 && ", "}
          <bdi>{citation}</bdi>
        </Fragment>
      ))}
    </span>
  );
}

function Entry({ entry, version }: { entry: LetterEntry; version: Letters["version"] }): ReactNode {
  const { number, id, kind, origin, createdAt, citations, isGeneral, placement, text, proposal, decision } = entry;
  const pathIn = (address: string): string => `${readingPath(address)}?note=${id ?? ""}`;
  const unplaced = isGeneral ? messages.wholeDocument : messages.unplaced;
  const made = { draft: <bdi>{origin.label}</bdi>, date: <Moment at={createdAt} day /> };
  return (
    <li>
      <h2 className="letter-heading">
        <Link href={pathIn(version.address)}>
          {`${String(number)}. `}
          {citations.length > 0 ? <Citations citations={citations} /> : unplaced}
        </Link>
      </h2>
      <p className="quiet small">
        {headWord(`kind-${kind}`)} ·{" "}
        <Link href={pathIn(origin.address)}>
          {origin.citations.length > 0
            ? richMessage(messages.madeOn, { ...made, citations: <Citations citations={origin.citations} /> })
            : richMessage(messages.madeOnDraft, made)}
        </Link>
        {!origin.here && (
          <>
            {" · "}
            <bdi>{locationText({ placement, label: version.label })}</bdi>
          </>
        )}
      </p>
      {proposal.length > 0 ? (
        <ProposedClauses clauses={proposal} language={origin.language} />
      ) : (
        origin.quotes.length > 0 && (
          <blockquote className="thread-quote quoted" dir="auto" lang={origin.language}>
            {origin.quotes.join(" … ")}
          </blockquote>
        )
      )}
      {text !== null && text !== "" && (
        <p className="thread-text" dir="auto">
          {text}
        </p>
      )}
      {decision ? <Decided entry={entry} decision={decision} /> : <p>{headWord("decision-undecided")}</p>}
      {entry.outcomeText?.map((clause, index) => (
        <div key={index}>
          <p className="quiet small">{letterClauseHeading(clause, version.label, interfaceLanguage())}</p>
          <ProposedClauses clauses={[clause]} language={version.language} />
        </div>
      ))}
    </li>
  );
}

function Decided({
  entry: { replies },
  decision: { outcome, reason, at, mergedWith },
}: {
  entry: LetterEntry;
  decision: NonNullable<LetterEntry["decision"]>;
}): ReactNode {
  const amending = replies.find(({ accepted }) => accepted);
  const names = amending?.source?.organisations.map(({ shortName }) => shortName) ?? [];
  const by = amending && (commaText(names) || (amending.source?.name ?? ""));
  return (
    <div className="decision">
      <strong>{headOf(outcomeText(outcome, by, interfaceLanguage()), interfaceLanguage())}</strong>{" "}
      <span className="quiet small">
        <Moment at={at} day />
      </span>
      {mergedWith && <p>{formatMessage(messages.mergedWith, { number: mergedWith.number })}</p>}
      {reason !== "" && (
        <p className="thread-text" dir="auto">
          {reason}
        </p>
      )}
    </div>
  );
}
