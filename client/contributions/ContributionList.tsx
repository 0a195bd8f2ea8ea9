import { Download } from "lucide-react";
import { useEffect, useRef, type ReactNode } from "react";
import { Link } from "wouter";
import type { ListedContribution } from "#core/contract/contribution-operations.ts";
import { contributionPath, readingPath } from "#core/contract/pages.ts";
import * as messages from "#core/messages/contributions-page.en.ts";
import { urlOf } from "../api/call.ts";
import { formatDate } from "../components/format.ts";
import { formatMessage, headWord, richMessage } from "../page-parts/messages.ts";
import "../annotations/thread.css";
import { contributionSummary } from "./contribution-summary.ts";

/** The files received, latest first: sender, draft, and the items of each. */
export function ContributionList({ contributions }: { contributions: readonly ListedContribution[] }): ReactNode {
  return (
    <ul className="contributions">
      {contributions.map((one) => (
        <ContributionRow key={one.id} contribution={one} />
      ))}
    </ul>
  );
}

function ContributionRow({ contribution }: { contribution: ListedContribution }): ReactNode {
  const { id, source, organisations, version, comments, proposals, waiting, state, sentOn, may } = contribution;
  const from = organisations.map(({ shortName }) => shortName).join(", ") || messages.unknownSender;
  // A comment can link to this row. The page scrolls to it, because the browser finds no anchor that is rendered later.
  const meant = window.location.hash === `#${id}`;
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (meant) row.current?.scrollIntoView({ block: "center", behavior: "instant" });
  }, [meant]);
  const original = urlOf("getContributionOriginal", { params: { contribution: id } });
  return (
    <li id={id} ref={row} className={`contribution is-${state}${meant ? " is-meant" : ""}`}>
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
