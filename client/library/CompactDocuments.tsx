import { useQuery } from "@tanstack/react-query";
import { ChevronDown, ChevronUp } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { Link } from "wouter";
import { can } from "#core/access/permissions.ts";
import type { Library, ListedDocument, ListedVersion, Me } from "#core/contract/forum-operations.ts";
import { documentDeskPath } from "#core/contract/desk-path.ts";
import { contributionsPath, outcomesPath, readingPath, uploadPath, versionOutcomesPath } from "#core/contract/pages.ts";
import type { PendingWork } from "#core/contract/start-operations.ts";
import { documentsPage, startPage as messages } from "#core/messages/catalogues.ts";
import { actorOf } from "../api/actor.ts";
import { formatDate, languageName, useFormatDeadline } from "../components/format.tsx";
import { formatMessage, word } from "../page-parts/messages.ts";
import { inLanguage } from "../versions/version-order.ts";
import { DocumentBody, draftsOf } from "./DocumentRow.tsx";
import { useTimeScale } from "./TimeLine.tsx";
import { pendingWorkQuery } from "./start-queries.ts";

/** The documents in two lines each, which open. Those who decide also see the work that waits in each. */
export function CompactDocuments({
  library,
  me,
  after,
  children,
}: {
  library: Library;
  me: Me;
  after: string | undefined;
  /** Content after the list. */
  children: ReactNode;
}): ReactNode {
  const decides = can(actorOf(me), "decide");
  const { data: work, isError } = useQuery({ ...pendingWorkQuery(after), enabled: decides });
  const time = useTimeScale(library);
  return (
    <section className="start-documents" aria-labelledby="documents">
      <div className="row start-heading">
        <h2 id="documents" className="section-title">
          {documentsPage.documentsTitle}
        </h2>
        <Link href="/?view=full">{messages.showDetails}</Link>
      </div>
      <ol className="compact-documents">
        {library.documents.map((document) => (
          <CompactRow
            key={document.id}
            document={document}
            me={me}
            time={time}
            pending={
              decides && document.archivedAt === undefined
                ? { work: work?.documents.find(({ documentId }) => documentId === document.id), isFailed: isError }
                : null
            }
          />
        ))}
      </ol>
      {work && (work.unmatched ?? 0) > 0 && (
        <p>
          <Link href={contributionsPath}>
            {formatMessage(messages.unmatchedContributions, { count: work.unmatched ?? 0 })}
          </Link>
        </p>
      )}
      {children}
    </section>
  );
}

function CompactRow({
  document,
  me,
  time,
  pending,
}: {
  document: ListedDocument;
  me: Me;
  time: ReturnType<typeof useTimeScale>;
  /** Null if the reader sees none. */
  pending: { work: PendingWork | undefined; isFailed: boolean } | null;
}): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const body = useId();
  const { id, title, shortTitle } = document;
  const { latest } = draftsOf(document);
  const status = statusOf(document, latest);
  const name = <bdi>{shortTitle}</bdi>;
  return (
    <li className="compact-document" id={id}>
      <div className="row compact-head">
        <h3 className="compact-name">{latest ? <Link href={readingPath(latest.address)}>{name}</Link> : name}</h3>
        {status !== null && <span className="tag">{status}</span>}
      </div>
      {latest && latest.annotationTotal > 0 && (
        <Link
          className="compact-count small"
          href={outcomesPath(id)}
          title={formatMessage(documentsPage.commentsOnAllDrafts, { count: latest.annotationTotal })}
        >
          {formatMessage(documentsPage.commentCount, { count: latest.annotationTotal })}
        </Link>
      )}
      <button
        type="button"
        className="icon-button compact-more"
        aria-expanded={isOpen}
        aria-controls={body}
        aria-label={formatMessage(messages.more, { document: shortTitle })}
        onClick={() => setOpen(!isOpen)}
      >
        {isOpen ? <ChevronUp size={16} aria-hidden /> : <ChevronDown size={16} aria-hidden />}
      </button>
      <Facts document={document} latest={latest} />
      {pending && <Pending {...pending} document={document} onOpen={() => setOpen(true)} />}
      <div id={body} className="compact-body" hidden={!isOpen}>
        {isOpen && (
          <>
            {pending?.work && <TranslationsWork work={pending.work} document={document} />}
            {title !== shortTitle && <p className="quiet">{title}</p>}
            <div className="document is-stacked">
              <DocumentBody document={document} meetings={time.meetings} scale={time.scale} me={me} />
            </div>
          </>
        )}
      </div>
    </li>
  );
}

/** Returns the state of a document in a word or two. Null if it has no draft. */
function statusOf({ archivedAt }: ListedDocument, latest: ListedVersion | undefined): string | null {
  if (archivedAt !== undefined) return documentsPage.archivedDocument;
  if (!latest) return null;
  const period = latest.consultation?.state ?? null;
  if (latest.state !== "published" || period === null) return word(`version-state-${latest.state}`);
  return { open: messages.openForComments, upcoming: messages.notOpenYet, closed: messages.closedForComments }[period];
}

/** The current draft, its deadline, and the next draft if one is prepared. */
function Facts({ document, latest }: { document: ListedDocument; latest: ListedVersion | undefined }): ReactNode {
  const formatDeadline = useFormatDeadline();
  const prepared = document.versions.find(({ state }) => state === "prepared");
  const terms = latest?.consultation?.terms;
  const deadline = {
    open: documentsPage.commentsClose,
    upcoming: documentsPage.commentsOpen,
    closed: messages.commentsClosed,
  };
  const state = latest?.consultation?.state;
  return (
    <p className="compact-facts small quiet">
      {latest ? <bdi>{latest.label}</bdi> : documentsPage.noDraft}
      {latest && !latest.label.includes(latest.date.slice(0, 4)) && ` · ${formatDate(latest.date)}`}
      {terms &&
        state &&
        ` · ${formatMessage(deadline[state], { closes: formatDeadline(terms.closesAt), opens: formatDeadline(terms.opensAt) })}`}
      {prepared && (
        <>
          {" · "}
          <Link href={`${uploadPath(document.id)}?version=${prepared.id}`}>
            <bdi>{prepared.label}</bdi>
          </Link>{" "}
          {documentsPage.notPublished}
        </>
      )}
    </p>
  );
}

/**
 * The work that waits in a document, each number with a link to where it is done. Its line is there from the start, so
 * work on translations is one number, which opens the document.
 */
function Pending({
  document,
  work,
  isFailed,
  onOpen,
}: {
  document: ListedDocument;
  work: PendingWork | undefined;
  isFailed: boolean;
  onOpen: () => void;
}): ReactNode {
  const lines = work ? [...linesOf(work.languages.slice(0, 1), document), ...contributionLines(work)] : [];
  const further = (work?.languages ?? []).slice(1);
  const count = further.reduce((sum, { undecided, unconfirmed }) => sum + undecided + (unconfirmed ?? 0), 0);
  return (
    <p className="compact-pending small row" aria-busy={!work && !isFailed}>
      {lines.length + count === 0 && (
        <span className="quiet">
          {work ? messages.noPendingWork : isFailed ? messages.workNotCounted : messages.countingWork}
        </span>
      )}
      {lines.map(({ text, path }) => (
        <Link key={path} href={path}>
          {text}
        </Link>
      ))}
      {count > 0 && (
        <button type="button" className="link-button" onClick={onOpen}>
          {formatMessage(messages.inTranslations, { count })}
        </button>
      )}
    </p>
  );
}

/** The pending work on translations, by language. */
function TranslationsWork({ work, document }: { work: PendingWork; document: ListedDocument }): ReactNode {
  return work.languages.slice(1).map((one) => (
    <p key={one.language} className="small row">
      {linesOf([one], document).map(({ text, path }) => (
        <Link key={path} href={path}>
          {formatMessage(messages.inLanguage, { text, language: languageName(one.language) })}
        </Link>
      ))}
    </p>
  ));
}

/** Returns the numbers of pending work in some languages that are not 0, with the paths to where it is done. */
function linesOf(languages: PendingWork["languages"], { id, versions }: ListedDocument): PendingLine[] {
  const lines = languages.flatMap(({ language, undecided, unconfirmed }) => [
    {
      count: undecided,
      text: formatMessage(messages.undecided, { count: undecided }),
      path: documentDeskPath(id, language),
    },
    {
      count: unconfirmed ?? 0,
      text: formatMessage(messages.unconfirmed, { count: unconfirmed ?? 0 }),
      path: `${versionOutcomesPath(currentOf(versions, language))}?waiting=true`,
    },
  ]);
  return lines.filter(({ count }) => count > 0);
}

/** Returns the address of the latest published draft in a language. */
function currentOf(versions: readonly ListedVersion[], language: string): string {
  return inLanguage(versions, language).findLast(({ state }) => state === "published")?.address ?? "";
}

function contributionLines({ contributions }: PendingWork): PendingLine[] {
  if (!contributions) return [];
  return [{ text: formatMessage(messages.contributions, { count: contributions }), path: contributionsPath }];
}

interface PendingLine {
  text: string;
  path: string;
}
