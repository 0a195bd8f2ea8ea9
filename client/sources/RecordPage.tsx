import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { Fragment, type ReactNode } from "react";
import { Link } from "wouter";
import type { LetterEntry, RecordSection, VersionRecord } from "#core/contract/letter-operations.ts";
import { readingPath } from "#core/contract/pages.ts";
import { sourcePath } from "#core/contract/source-paths.ts";
import { interfaceLanguage, letters as messages } from "#core/messages/catalogues.ts";
import { outcomeCountsText } from "#core/phrases/letter-text.ts";
import { directionOf } from "#core/text/direction.ts";
import { ProposedClauses } from "../annotations/ProposedClauses.tsx";
import { call } from "../api/call.ts";
import { needed } from "../api/needed.ts";
import { keys } from "../api/queries.ts";
import { useDocumentStream } from "../api/use-event-stream.ts";
import { ListPages } from "../components/ListPages.tsx";
import { EmptyState, ProblemNotice, Skeleton } from "../components/PageStates.tsx";
import { SourceLink } from "../components/SourceLink.tsx";
import { useListAddress } from "../components/use-list-address.ts";
import { useTitle } from "../components/use-title.ts";
import { formatMessage, headWord, richMessage, word } from "../page-parts/messages.ts";
import { Downloads, DraftHeader, Entry } from "./LetterEntry.tsx";
import "./sources.css";

/** Returns the query of `getRecord` for the address of its page. */
const partOf = ({ clauses, after }: Readonly<Record<string, string | undefined>>) => ({
  ...(clauses === "all" && { clauses: "all" as const }),
  ...(after !== undefined && /^\d+$/u.test(after) && { after: Number(after) }),
});

/** A part of the record of a draft. Keyed with the annotations, because each may change it. */
const recordQuery = (version: string, address: Readonly<Record<string, string>>) =>
  queryOptions({
    queryKey: [...keys.annotationLists, "record", version, partOf(address)],
    queryFn: ({ signal }) => call("getRecord", { params: { version }, query: partOf(address), signal }),
  });

/** The page of the public record of a draft, and the query that it alone has. */
export const recordPage = {
  Page: RecordPage,
  queries: {
    getRecord: needed(
      ({ params: { version = "" }, address }) => recordQuery(version, address),
      ({ address }) => partOf(address),
    ),
  },
};

/** How a draft was made, clause by clause: the comments and proposals with their decisions, and the text. */
function RecordPage({ params: { version = "" } }: { params: Record<string, string> }): ReactNode {
  const { query } = useListAddress();
  const { data, error, refetch } = useQuery({ ...recordQuery(version, query), placeholderData: keepPreviousData });
  const title = data && titleOf(data);
  useTitle(title);
  useDocumentStream(data?.version.documentId);
  return (
    <>
      <DraftHeader draft={data?.version} here={messages.publicRecord} />
      <main className="page page-narrow source-page" id="main">
        <h1 className="page-title">{title ?? messages.publicRecord}</h1>
        {error && !data ? (
          <ProblemNotice error={error} onRetry={() => void refetch()} />
        ) : data ? (
          <Record {...data} />
        ) : (
          <Skeleton lines={12} />
        )}
      </main>
    </>
  );
}

/** Returns the title of the record of a draft. */
export function titleOf({ version: { document, label } }: Pick<VersionRecord, "version">): string {
  return formatMessage(messages.recordTitle, { document, draft: label });
}

function Record({ version, outcomes, sections, uncommented, next }: VersionRecord): ReactNode {
  const address = useListAddress();
  const isWhole = address.get("clauses") === "all";
  const path = sourcePath("record", version.address);
  return (
    <>
      <p className="page-about">
        {richMessage(messages.recordAbout, {
          draft: <Link href={readingPath(version.address)}>{version.label}</Link>,
        })}{" "}
        <Link href={sourcePath("letters", version.address)}>{messages.allLetters}</Link>
      </p>
      {outcomes.length === 0 ? (
        <EmptyState>{messages.nothingRecorded}</EmptyState>
      ) : (
        <p>{outcomeCountsText(outcomes, interfaceLanguage())}</p>
      )}
      <Downloads version={version} layout="record" />
      <p className="screen-only">
        {isWhole ? (
          <Link href={path}>{messages.showCommented}</Link>
        ) : (
          <Link href={`${path}?clauses=all`}>{formatMessage(messages.showAllClauses, { count: uncommented })}</Link>
        )}
      </p>
      {sections.map((section) => (
        <Section key={section.clause?.id ?? section.section} section={section} version={version} />
      ))}
      <ListPages address={address} next={next} total={null} />
    </>
  );
}

function Section({
  section: { section, clause, entries },
  version,
}: {
  section: RecordSection;
  version: VersionRecord["version"];
}): ReactNode {
  return (
    <section className="record-section">
      <h2 className="section-title">
        {clause ? <bdi>{clause.citation}</bdi> : formatMessage(messages.recordSections, { section })}
      </h2>
      {clause && <ClauseText clause={clause} version={version} />}
      {entries.length > 0 && (
        <ol className="source-items">
          {entries.map((entry) => (
            <Entry
              key={entry.number}
              entry={entry}
              version={version}
              heading="h3"
              name={<SourceName entry={entry} />}
            />
          ))}
        </ol>
      )}
    </section>
  );
}

/** The text of a clause, as a redline if it changed after a comment on it. */
function ClauseText({
  clause: { changed, language, text, printed },
  version,
}: {
  clause: NonNullable<RecordSection["clause"]>;
  version: VersionRecord["version"];
}): ReactNode {
  const written = language ?? version.language;
  if (changed)
    return (
      <>
        <p className="quiet small">{richMessage(messages.changedSince, { draft: <bdi>{changed.since.label}</bdi> })}</p>
        <ProposedClauses clauses={[changed.clause]} language={written} />
      </>
    );
  return (
    <p className="record-text" lang={written} dir={directionOf(written)}>
      {printed !== null && `${printed} `}
      {text}
    </p>
  );
}

/** The organisations that made or co-signed a comment, or its author. */
function SourceName({ entry: { source } }: { entry: LetterEntry }): ReactNode {
  if (!source) return word("source-hidden");
  const { organisations, capacity, name } = source;
  if (capacity === "chair" || capacity === "secretariat") return headWord(`source-${capacity}`);
  if (organisations.length === 0) return word("source-personal", { name });
  return organisations.map(({ id, shortName }, index) => (
    <Fragment key={id}>
      {index > 0 && ", "}
      <SourceLink kind="organisation" id={id}>
        <bdi>{shortName}</bdi>
      </SourceLink>
    </Fragment>
  ));
}
