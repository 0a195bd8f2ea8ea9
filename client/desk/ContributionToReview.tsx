import { queryOptions } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef } from "react";
import { Link } from "wouter";
import type { ListedContribution } from "#core/contract/contribution-operations.ts";
import { contributionPath } from "#core/contract/pages.ts";
import { deskPage as messages } from "#core/messages/catalogues.ts";
import { call } from "../api/call.ts";
import { contributionKeys } from "../api/queries.ts";
import { formatDate } from "../components/format.tsx";
import { OrganisationNames } from "../components/OrganisationNames.tsx";
import { plainText } from "../components/plain-text.ts";
import { contributionSummary } from "../contributions/contribution-summary.ts";
import { formatMessage } from "../page-parts/messages.ts";
import type { DeskFilters } from "./desk-filters.ts";

/** Asks for the contributions to review. */
export const toReview = { state: "prepared", size: 100 } as const;

export const toReviewQuery = queryOptions({
  queryKey: [...contributionKeys.all, "to-review"],
  queryFn: ({ signal }) => call("getContributions", { query: toReview, signal }),
});

/** Returns the contributions that pass the filters. Those that filter comments by other facts let none pass. */
export function filterContributions(
  contributions: readonly ListedContribution[],
  { assignee, group, kind, language, tag, organisation, text = "" }: DeskFilters,
): ListedContribution[] {
  if ([assignee, group, kind, tag].some((filter) => filter !== undefined)) return [];
  const words = plainText(text).split(" ").filter(Boolean);
  return contributions.filter(({ organisations, version, source, may }) => {
    const searched = plainText([source.fileName, ...organisations.map(({ shortName }) => shortName)].join(" "));
    return (
      may.review &&
      (organisation === undefined || organisations.some(({ id }) => id === organisation)) &&
      (language === undefined || version?.language === language) &&
      words.every((word) => searched.includes(word))
    );
  });
}

/** An opened contribution of the queue: who sent it, and the way to its review. */
export function ContributionToReview({
  contribution: { id, organisations, source, sentOn, proposals, comments, waiting },
  onLeave,
}: {
  contribution: ListedContribution;
  /** Back to the list, on small screens. */
  onLeave: () => void;
}): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), [id]);
  return (
    <article className="queue-item" aria-labelledby="queue-item">
      <p className="row queue-steps">
        <button type="button" className="button button-quiet queue-back" onClick={onLeave}>
          {messages.backToList}
        </button>
      </p>
      <h2 id="queue-item" ref={heading} tabIndex={-1} className="queue-title">
        {organisations.length > 0 ? (
          <OrganisationNames organisations={organisations} by="shortName" plain />
        ) : (
          messages.unknownSender
        )}
      </h2>
      <p>
        <bdi>{source.fileName}</bdi>
      </p>
      <p className="quiet">
        {formatMessage(messages.reviewAbout, {
          date: formatDate(sentOn),
          summary: contributionSummary(proposals, comments),
        })}
      </p>
      {waiting > 0 && <p>{formatMessage(messages.itemsWait, { count: waiting })}</p>}
      <p>
        <Link className="button button-primary" href={contributionPath(id)}>
          {messages.review}
        </Link>
      </p>
    </article>
  );
}
