import type { UseQueryResult } from "@tanstack/react-query";
import { Fragment, type ReactNode } from "react";
import { Link, useLocation } from "wouter";
import type { PersonAnnotations, SourceAnnotation } from "#core/contract/source-operations.ts";
import { sourcePath } from "#core/contract/source-paths.ts";
import { letters, sourcePages as messages } from "#core/messages/catalogues.ts";
import { ListPages } from "../components/ListPages.tsx";
import { EmptyState, ProblemNotice, Skeleton } from "../components/PageStates.tsx";
import type { ListAddress } from "../components/use-list-address.ts";
import { useTitle } from "../components/use-title.ts";
import { Header } from "../header/Header.tsx";
import { formatMessage, headWord, richMessage } from "../page-parts/messages.ts";
import { SourceItem } from "./SourceItem.tsx";
import { kindChoices, listQueryOf, outcomeChoices } from "./source-queries.ts";
import "./sources.css";

type Listed = Pick<PersonAnnotations, "items" | "next" | "isHidden" | "totals">;

/** The page of a person or organisation: what is known of it, its totals, and its comments with their filters. */
export function SourceFrame({
  name,
  listed: { data, error, refetch },
  address,
  recipient,
  about,
  beside,
}: {
  /** Undefined while it loads. */
  name: string | undefined;
  /** Its id, if the reader may read its letters. */
  recipient: string | undefined;
  listed: UseQueryResult<Listed>;
  address: ListAddress;
  about: ReactNode;
  /** What can be done with the source, beside its name. */
  beside?: ReactNode;
}): ReactNode {
  useTitle(name);
  return (
    <>
      <Header here={name} />
      <main className="page page-narrow source-page" id="main">
        <div className="row source-head">
          <h1 className="page-title">
            <bdi>{name}</bdi>
          </h1>
          {beside && <div className="row">{beside}</div>}
        </div>
        {about}
        {error && !data ? (
          <ProblemNotice error={error} onRetry={() => void refetch()} />
        ) : !data ? (
          <Skeleton lines={12} />
        ) : (
          <>
            {data.totals && (
              <p>
                {formatMessage(messages.totals, { comments: data.totals.comment, proposals: data.totals.proposal })}
              </p>
            )}
            {recipient !== undefined && <LetterLinks items={data.items} recipient={recipient} />}
            <SourceList listed={data} address={address} />
          </>
        )}
      </main>
    </>
  );
}

/** Links to the letters on the outcomes of the shown comments, one for each of their latest drafts. */
function LetterLinks({ items, recipient }: { items: readonly SourceAnnotation[]; recipient: string }): ReactNode {
  const submitted = items.filter(({ visibility }) => visibility === "submitted");
  const drafts = new Map(
    submitted.map(({ document, madeOn, later }) => {
      const { address, label } = later ?? madeOn;
      return [address, `${document.title}, ${label}`] as const;
    }),
  );
  if (drafts.size === 0) return null;
  const links = [...drafts].map(([address, name], index) => (
    <Fragment key={address}>
      {index > 0 && "; "}
      <Link href={`${sourcePath("letters", address)}?recipient=${encodeURIComponent(recipient)}`}>
        <bdi>{name}</bdi>
      </Link>
    </Fragment>
  ));
  return <p className="small">{richMessage(letters.ofSource, { letters: <span>{links}</span> })}</p>;
}

function SourceList({
  listed: { items, next, isHidden },
  address,
}: {
  listed: Listed;
  address: ListAddress;
}): ReactNode {
  const [path] = useLocation();
  const { after, ...filters } = listQueryOf(address.query);
  const isFiltered = Object.keys(filters).length > 0;
  if (isHidden) return <EmptyState>{messages.sourcesHidden}</EmptyState>;
  if (items.length === 0 && next === null && after === undefined && !isFiltered)
    return <EmptyState>{messages.none}</EmptyState>;
  return (
    <section aria-labelledby="comments">
      <h2 id="comments" className="visually-hidden">
        {messages.listHeading}
      </h2>
      <Filters items={items} filters={filters} />
      {items.length === 0 ? (
        <EmptyState
          action={
            <Link className="button" href={path}>
              {messages.clearFilters}
            </Link>
          }
        >
          {messages.noneMatch}
        </EmptyState>
      ) : (
        <ol className="source-items">
          {items.map((item) => (
            <SourceItem key={item.id} item={item} />
          ))}
        </ol>
      )}
      <ListPages address={address} next={next} total={null} />
    </section>
  );
}

type Filters = Omit<ReturnType<typeof listQueryOf>, "after">;

/** The filters as links, which work without scripts. The documents offered are those of the shown comments. */
function Filters({ items, filters }: { items: readonly SourceAnnotation[]; filters: Filters }): ReactNode {
  const documents = new Map(items.map(({ document: { id, title } }) => [id, title]));
  const { document } = filters;
  if (document !== undefined && !documents.has(document)) documents.set(document, document);
  return (
    <nav className="source-filters" aria-label={messages.filters}>
      <Filter
        name="kind"
        label={messages.kindFilter}
        filters={filters}
        choices={kindChoices.map((kind) => [kind, headWord(`kind-${kind}`)])}
      />
      {(documents.size > 1 || document !== undefined) && (
        <Filter name="document" label={messages.documentFilter} filters={filters} choices={[...documents]} />
      )}
      <Filter
        name="outcome"
        label={messages.outcomeFilter}
        filters={filters}
        choices={outcomeChoices.map((outcome) => [outcome, headWord(`decision-${outcome}`)])}
      />
    </nav>
  );
}

function Filter({
  name,
  label,
  filters,
  choices,
}: {
  name: keyof Filters;
  label: string;
  filters: Filters;
  choices: readonly (readonly [value: string, text: string])[];
}): ReactNode {
  const [path] = useLocation();
  const { [name]: chosen, ...others } = filters;
  const hrefOf = (value: string | null): string => {
    const query = new URLSearchParams({ ...others, ...(value !== null && { [name]: value }) }).toString();
    return query === "" ? path : `${path}?${query}`;
  };
  return (
    <p className="small">
      <span className="quiet">{label}</span>
      <span>
        <Link href={hrefOf(null)} aria-current={chosen === undefined ? "true" : undefined}>
          {messages.anyValue}
        </Link>
        {choices.map(([value, text]) => (
          <Link key={value} href={hrefOf(value)} aria-current={chosen === value ? "true" : undefined}>
            <bdi>{text}</bdi>
          </Link>
        ))}
      </span>
    </p>
  );
}
