import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { Link, useSearch } from "wouter";
import { can } from "#core/access/permissions.ts";
import type { ListedContribution } from "#core/contract/contribution-operations.ts";
import { contributionPath, contributionsPath, readingPath } from "#core/contract/pages.ts";
import { pageTitles as titles, contributionsPage as messages } from "#core/messages/catalogues.ts";
import { actorOf } from "../api/actor.ts";
import { call, urlOf } from "../api/call.ts";
import { contributionsQuery, meQuery, versionQuery } from "../api/queries.ts";
import { EmptyState, ProblemNotice, Skeleton } from "../components/PageStates.tsx";
import { ListPages } from "../components/ListPages.tsx";
import { formatDate } from "../components/format.tsx";
import { useListAddress } from "../components/use-list-address.ts";
import { useTitle } from "../components/use-title.ts";
import { Header } from "../header/Header.tsx";
import { OrganisationNames } from "../components/OrganisationNames.tsx";
import { formatMessage, headWord, richMessage, word } from "../page-parts/messages.ts";
import { ReceiveFiles } from "./ReceiveFiles.tsx";
import { contributionSummary } from "./contribution-summary.ts";
import "../annotations/thread.css";
import "../upload/upload.css";
import "./contributions.css";

/** The contributions page: receives files from organisations and lists them with their items. */
export function ContributionsPage(): ReactNode {
  const address = useListAddress();
  const contributions = useQuery({ ...contributionsQuery(address.query), placeholderData: keepPreviousData });
  const me = useQuery(meQuery).data;
  const from = new URLSearchParams(useSearch()).get("from");
  const passed = usePassedFile(from);
  const receives = me !== undefined && can(actorOf(me), "receive-contributions");
  useTitle(titles.contributions);
  return (
    <>
      <Header here={titles.contributions} />
      <main className="page" id="main">
        <h1 className="page-title">{titles.contributions}</h1>
        <p className="page-about">{word(receives ? "contributions-about" : "contributions-about-reader")}</p>
        {receives && <ReceiveFiles passed={passed} />}
        {contributions.isError && !contributions.data ? (
          <ProblemNotice error={contributions.error} onRetry={() => void contributions.refetch()} />
        ) : !contributions.data || !me ? (
          <Skeleton />
        ) : contributions.data.items.length === 0 && contributions.data.next === null && address.after === undefined ? (
          <EmptyState>{word("contributions-none")}</EmptyState>
        ) : (
          <>
            {address.get("at") !== undefined && (
              <p className="list-start">
                <Link href={contributionsPath}>{messages.allContributions}</Link>
              </p>
            )}
            <ContributionList contributions={contributions.data.items} />
            <ListPages address={address} next={contributions.data.next} total={contributions.data.total} />
          </>
        )}
      </main>
    </>
  );
}

/** A file passed along to be received, and its version if known. */
interface PassedFile {
  file: File;
  version: string | undefined;
}

/**
 * Returns the file of a version, passed along to import its marks; null without a version or while the file loads. If
 * the version is published, the marks are on it. If it is only prepared, the file is sent without a version.
 */
function usePassedFile(from: string | null): PassedFile | null {
  const version = useQuery({ ...versionQuery(from ?? ""), enabled: from !== null }).data?.version;
  const blob = useQuery({
    queryKey: ["original", from],
    queryFn: ({ signal }) => call("getOriginal", { params: { version: from ?? "" }, signal }),
    enabled: version !== undefined,
    staleTime: Infinity,
  }).data;
  const fileName = version?.source.fileName ?? "";
  const on = version?.state === "published" ? version.id : undefined;
  // The same object at every render, so that the file is sent only once.
  return useMemo(() => (blob ? { file: new File([blob], fileName), version: on } : null), [blob, fileName, on]);
}

/** The files received, latest first: sender, draft, and the items of each. */
function ContributionList({ contributions }: { contributions: readonly ListedContribution[] }): ReactNode {
  return (
    <ul className="contributions">
      {contributions.map((contribution) => (
        <ContributionRow key={contribution.id} contribution={contribution} />
      ))}
    </ul>
  );
}

function ContributionRow({ contribution }: { contribution: ListedContribution }): ReactNode {
  const { id, source, organisations, version, comments, proposals, waiting, state, sentOn, may } = contribution;
  const from =
    organisations.length > 0 ? (
      <OrganisationNames organisations={organisations} by="shortName" plain={may.review} />
    ) : (
      messages.unknownSender
    );
  // A comment can link to this row. The server does not know the link, and a row that is rendered later is no anchor.
  const [isLinked, setLinked] = useState(false);
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (location.hash !== `#${id}`) return;
    setLinked(true);
    row.current?.scrollIntoView({ block: "center", behavior: "instant" });
  }, [id]);
  const original = urlOf("getContributionOriginal", { params: { contribution: id } });
  return (
    <li id={id} ref={row} className={`contribution is-${state}${isLinked ? " is-linked" : ""}`}>
      <div>
        <h2>{may.review ? <Link href={contributionPath(id)}>{from}</Link> : from}</h2>
        <p className="quiet small">
          {richMessage(messages.sentFile, { fileName: <bdi>{source.fileName}</bdi>, date: formatDate(sentOn) })}
        </p>
      </div>
      <p>
        {version ? (
          <Link href={readingPath(version.address)}>
            {version.document}, {version.label}
          </Link>
        ) : (
          messages.noDraftYet
        )}
        <br />
        <span className="quiet small">{contributionSummary(proposals, comments)}</span>
        {may.reconcile && !may.review && (
          <>
            <br />
            <a
              href={urlOf("exportReconciliation", { params: { contribution: id }, query: { format: "html" } })}
              download={formatMessage(messages.reportFile, {
                name: source.fileName.replace(/\.[^.]*$/u, ""),
                ending: "html",
              })}
            >
              {messages.receipt}
            </a>
          </>
        )}
      </p>
      <p>
        <span className={state === "taken" ? "chip" : "chip chip-dashed"}>{headWord(`contribution-${state}`)}</span>
        {waiting > 0 && (
          <span className="quiet small"> {formatMessage(messages.needDecision, { count: waiting })}</span>
        )}
      </p>
      {may.original && (
        <a
          className="icon-button"
          href={original}
          download={source.fileName}
          title={formatMessage(messages.downloadFile, { fileName: source.fileName })}
        >
          <Download size={16} aria-hidden />
          <span className="visually-hidden">{richMessage(messages.downloadFile, { fileName: source.fileName })}</span>
        </a>
      )}
    </li>
  );
}
