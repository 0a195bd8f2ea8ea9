import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "wouter";
import type { Letters } from "#core/contract/letter-operations.ts";
import { readingPath } from "#core/contract/pages.ts";
import { sourcePath } from "#core/contract/source-paths.ts";
import { interfaceLanguage, letters as messages } from "#core/messages/catalogues.ts";
import { countedOutcomes } from "#core/phrases/letter-text.ts";
import { call } from "../api/call.ts";
import { needed } from "../api/needed.ts";
import { keys } from "../api/queries.ts";
import { useDocumentStream } from "../api/use-event-stream.ts";
import { EmptyState, ProblemNotice, Skeleton } from "../components/PageStates.tsx";
import { useListAddress } from "../components/use-list-address.ts";
import { useTitle } from "../components/use-title.ts";
import { formatMessage, richMessage } from "../page-parts/messages.ts";
import { Downloads, DraftHeader, Entry } from "./LetterEntry.tsx";
import "./sources.css";

// One file for both pages, because each file weighs on every page that names it.
export { recordPage } from "./RecordPage.tsx";

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
      <DraftHeader draft={draft} here={messages.heading} />
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
      <Downloads version={version} layout="letter" />
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
      <Downloads version={version} layout="letter" recipient={recipient.id} />
      <ol className="source-items">
        {entries.map((entry) => (
          <Entry key={entry.number} entry={entry} version={version} />
        ))}
      </ol>
    </>
  );
}
