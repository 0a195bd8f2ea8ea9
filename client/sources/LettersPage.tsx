import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Link } from "wouter";
import { can } from "#core/access/permissions.ts";
import type { Letters } from "#core/contract/letter-operations.ts";
import { readingPath } from "#core/contract/pages.ts";
import { sourcePath } from "#core/contract/source-paths.ts";
import { interfaceLanguage, letters as messages } from "#core/messages/catalogues.ts";
import { countedOutcomes, outcomeCountsText } from "#core/phrases/letter-text.ts";
import { actorOf } from "../api/actor.ts";
import { call } from "../api/call.ts";
import { needed } from "../api/needed.ts";
import { forumQuery, keys, meQuery } from "../api/queries.ts";
import { useDocumentStream } from "../api/use-event-stream.ts";
import { formatMoment } from "../components/format.tsx";
import { lazyComponent } from "../components/lazy-component.tsx";
import { EmptyState, ProblemNotice, Skeleton } from "../components/PageStates.tsx";
import { useListAddress } from "../components/use-list-address.ts";
import { useTitle } from "../components/use-title.ts";
import { formatMessage, richMessage } from "../page-parts/messages.ts";
import { Downloads, DraftHeader, Entry } from "./LetterEntry.tsx";
import "./sources.css";

// One file for both pages, because each file weighs on every page that names it.
export { recordPage } from "./RecordPage.tsx";

const AnnounceDialog = lazyComponent(
  async () => (await import("../announcements/AnnouncementsPage.tsx")).AnnounceDialog,
);

/** Returns the query of `getLetters` for the address of its page. */
const partOf = ({ recipient, own }: Readonly<Record<string, string | undefined>>) => ({
  ...(recipient !== undefined && { recipient }),
  ...(own === "true" && { own: "true" as const }),
});

/** The letters on a draft. Keyed with the annotations, because each may change them. */
const lettersQuery = (version: string, address: Readonly<Record<string, string>>) =>
  queryOptions({
    queryKey: [...keys.annotationLists, "letters", version, partOf(address)],
    queryFn: ({ signal }) => call("getLetters", { params: { version }, query: partOf(address), signal }),
  });

/** The page of letters on a draft, and the query that it alone has. */
export const lettersPage = {
  Page: LettersPage,
  queries: {
    getLetters: needed(
      ({ params: { version = "" }, address }) => lettersQuery(version, address),
      ({ address }) => partOf(address),
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
      <SendLetters version={version} />
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

/** The facts for a message about the letters on a draft. Its key is that of announcements, because one changes it. */
const letterMailQuery = (version: string) =>
  queryOptions({
    queryKey: ["announcements", "letters", version],
    queryFn: ({ signal }) => call("getLetterMail", { params: { version }, signal }),
    gcTime: 0,
  });

/** The button by which the secretariat and the chair tell those who have letters where these are. */
function SendLetters({ version }: Pick<Letters, "version">): ReactNode {
  const me = useQuery(meQuery).data;
  const forum = useQuery(forumQuery).data;
  const [isSending, setSending] = useState(false);
  const maySend = me && forum && can(actorOf(me), "announce") && can(actorOf(me), "read-answers", forum);
  if (!maySend || version.state !== "published") return null;
  return (
    <>
      <p className="screen-only">
        <button type="button" className="button" onClick={() => setSending(true)}>
          {messages.mailTitle}
        </button>
      </p>
      {isSending && <LetterMailDialog version={version} onClose={() => setSending(false)} />}
    </>
  );
}

/** Writes the message about the letters on a draft. It says if one was sent before. */
function LetterMailDialog({
  version: { address, document, label },
  onClose,
}: Pick<Letters, "version"> & { onClose: () => void }): ReactNode {
  const { data, error, refetch } = useQuery(letterMailQuery(address));
  if (error && !data) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={2} />;
  const { outcomes, sentAt } = data;
  const names = { document, draft: label };
  const link = new URL(`${sourcePath("letters", address)}?own=true`, location.href).href;
  return (
    <AnnounceDialog
      title={messages.mailTitle}
      notice={sentAt && formatMessage(messages.mailSent, { time: formatMoment(sentAt) })}
      begun={{
        to: { kind: "letters", version: address },
        subject: formatMessage(messages.mailSubject, names),
        text: formatMessage(messages.mailText, {
          ...{ ...names, link },
          outcomes: outcomeCountsText(outcomes, interfaceLanguage()),
        }),
      }}
      onClose={onClose}
    />
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
