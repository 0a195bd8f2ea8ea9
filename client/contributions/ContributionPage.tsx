import { useQuery } from "@tanstack/react-query";
import { useMemo, type ReactNode } from "react";
import { Link } from "wouter";
import type { ShownContribution } from "#core/contract/contribution-operations.ts";
import type { Me } from "#core/contract/forum-operations.ts";
import { contributionsPath } from "#core/contract/pages.ts";
import { pageTitles as titles, contributionsPage as messages } from "#core/messages/catalogues.ts";
import { contributionQuery, meQuery, versionQuery } from "../api/queries.ts";
import { Header } from "../header/Header.tsx";
import { ProblemNotice, Skeleton } from "../components/PageStates.tsx";
import { OrganisationNames } from "../components/OrganisationNames.tsx";
import { formatMessage, richMessage } from "../page-parts/messages.ts";
import { MailSection } from "./MailSection.tsx";
import { useTitle } from "../components/use-title.ts";
import { ItemList, RecognisedItems, SkippedParts } from "./ReviewLists.tsx";
import { FileColumnsList } from "./FileColumnsList.tsx";
import { ContributionFacts } from "./ContributionFacts.tsx";
import { hasRows, isSheet } from "./review-rows.ts";
import { groupItems, ReviewRoom } from "./ReviewRoom.tsx";
import { Reconciliation } from "./Reconciliation.tsx";
import { RowSources } from "./RowSources.tsx";
import { ImportBar } from "./ImportBar.tsx";
import { useContributionWrites } from "./use-contribution-writes.ts";
import { lazyComponent } from "../components/lazy-component.tsx";
import "./contributions.css";
import { itemsSummary } from "./contribution-summary.ts";
import "../upload/upload.css";

const RowReview = lazyComponent(async () => (await import("./RowReview.tsx")).RowReview);

/** A contribution under review: its draft and sender, its items in the text, and the decision. */
export function ContributionPage({ params }: { params: Record<string, string> }): ReactNode {
  const id = params["contribution"] ?? "";
  const { data, error, refetch } = useQuery(contributionQuery(id));
  const me = useQuery(meQuery).data;
  useTitle(data && formatMessage(titles.contribution, { file: data.source.fileName }));
  return (
    <>
      <Header
        trail={[
          <Link key="all" href={contributionsPath}>
            {titles.contributions}
          </Link>,
        ]}
        here={data?.source.fileName ?? id}
      />
      <main className="page page-review" id="main">
        {error && !data ? (
          <>
            <h1 className="page-title">{titles.contributions}</h1>
            <ProblemNotice error={error} onRetry={() => void refetch()} />
          </>
        ) : !data || !me ? (
          <Skeleton lines={12} />
        ) : (
          <Review contribution={data} me={me} />
        )}
      </main>
    </>
  );
}

function Review({ contribution, me }: { contribution: ShownContribution; me: Me }): ReactNode {
  const writes = useContributionWrites(contribution.id);
  const { version, items, organisations } = contribution;
  const page = useQuery({ ...versionQuery(version?.id ?? ""), enabled: version !== null }).data;
  const text = page?.text ?? null;
  const groups = useMemo(() => groupItems(contribution, text), [contribution, text]);
  // A table is reviewed row by row, with the rows that became no item.
  const isTable = hasRows(contribution);
  const shared = { contribution, text, writes };
  return (
    <>
      <h1 className="page-title">
        {organisations.length === 0
          ? messages.untitledContribution
          : richMessage(messages.contributionFrom, {
              organisations: <OrganisationNames organisations={organisations} by="shortName" />,
            })}
      </h1>
      <ContributionFacts contribution={contribution} me={me} writes={writes} />
      {contribution.mail && <MailSection mail={contribution.mail} isConfirmed={contribution.sendersBy === "person"} />}
      <p className="review-summary">
        {formatMessage(messages.reviewSummary, {
          items: itemsSummary(items),
          unplaced: groups.unplaced.filter(({ included }) => included).length,
        })}
        {contribution.may.edit && items.length > 0 && !isTable && ` ${messages.selectedAreImported}`}
      </p>
      {(isTable || isSheet(contribution)) && <FileColumnsList contribution={contribution} me={me} writes={writes} />}
      <RowSources contribution={contribution} me={me} writes={writes} />
      {version && !page && <Skeleton lines={12} />}
      {isTable ? (
        (!version || page) && <RowReview contribution={contribution} text={text} writes={writes} />
      ) : (
        <>
          <RecognisedItems about="handMarks" items={groups.byHand} contribution={contribution} writes={writes} />
          <RecognisedItems about="unmarked" items={groups.unmarked} contribution={contribution} writes={writes} />
          <ItemList title={messages.unplaced} about={messages.unplacedAbout} items={groups.unplaced} {...shared} />
          <ItemList title={messages.generalTitle} about={messages.generalAbout} items={groups.general} {...shared} />
          {page && groups.beside.length > 0 && (
            <ReviewRoom contribution={contribution} page={page} beside={groups.beside} writes={writes} />
          )}
        </>
      )}
      <Reconciliation contribution={contribution} text={text} />
      <SkippedParts contribution={isTable ? { ...contribution, setAside: [] } : contribution} />
      <ImportBar contribution={contribution} writes={writes} />
    </>
  );
}
