import { useQuery } from "@tanstack/react-query";
import { useMemo, type ReactNode } from "react";
import { Link } from "wouter";
import { outcomesPath, readingPath } from "#core/contract/pages.ts";
import { sourcePath } from "#core/contract/source-paths.ts";
import type { VersionOutcomes } from "#core/contract/outcome-operations.ts";
import { placementStates } from "#core/place/placement.ts";
import { can } from "#core/access/permissions.ts";
import { actorOf } from "../api/actor.ts";
import { outcomesQuery } from "../api/outcome-queries.ts";
import { documentQuery, forumQuery, meQuery } from "../api/queries.ts";
import { useDocumentStream } from "../api/use-event-stream.ts";
import { inLanguage } from "../versions/version-order.ts";
import { ProblemNotice, Skeleton } from "../components/PageStates.tsx";
import { commaText, formatMessage, word } from "../page-parts/messages.ts";
import { useTitle } from "../components/use-title.ts";
import { OutcomesFrame, OutcomesView } from "./OutcomesView.tsx";
import { rowsOfVersion } from "#core/contract/outcome-rows.ts";
import { letters, pageTitles as titles, outcomesPage as messages } from "#core/messages/catalogues.ts";
import { documentOfAddress } from "#core/text/document-of-address.ts";

/** The outcomes, on one version, of all earlier comments, in the order of the text. */
export function VersionOutcomesPage({ params }: { params: Record<string, string> }): ReactNode {
  const address = params["version"] ?? "";
  const outcomes = useQuery(outcomesQuery(address));
  const shown = outcomes.data?.version.address;
  const { data: work, isLoading } = useQuery({
    ...documentQuery(documentOfAddress(shown ?? "")),
    enabled: shown !== undefined,
  });
  const me = useQuery(meQuery).data;
  const forum = useQuery(forumQuery).data;
  const mayReadAnswers = me && forum && can(actorOf(me), "read-answers", forum);
  const rows = useMemo(() => (outcomes.data ? rowsOfVersion(outcomes.data) : []), [outcomes.data]);
  useDocumentStream(work?.id);
  const version = outcomes.data?.version;
  const title = version
    ? formatMessage(titles.versionOutcomes, { document: work?.shortTitle ?? "", draft: version.label })
    : messages.commentOutcomes;
  // The page is announced once, with the name of its document.
  useTitle(isLoading ? undefined : title);
  return (
    <OutcomesFrame
      document={work}
      id={work?.id ?? ""}
      draft={version?.label ?? null}
      title={title}
      about={
        outcomes.data && (
          <>
            {summaryOf(outcomes.data)}{" "}
            <Link href={readingPath(outcomes.data.version.address)}>{messages.readThisDraft}</Link>
            {" · "}
            <Link href={sourcePath("letters", outcomes.data.version.address)}>{messages.letters}</Link>
            {" · "}
            <Link href={sourcePath("record", outcomes.data.version.address)}>{letters.publicRecord}</Link>
            {work && (
              <>
                {" · "}
                <Link href={outcomesPath(work.id)}>{messages.allDrafts}</Link>
              </>
            )}
            {mayReadAnswers && (
              <>
                {" · "}
                <Link href={`/answers/${outcomes.data.version.address}`}>{messages.whoHasAnswered}</Link>
              </>
            )}
          </>
        )
      }
    >
      {outcomes.error ? (
        <ProblemNotice error={outcomes.error} onRetry={() => void outcomes.refetch()} />
      ) : outcomes.data ? (
        <OutcomesView
          title={title}
          rows={rows}
          drafts={[outcomes.data.version]}
          madeOn={inLanguage(work?.versions ?? [], outcomes.data.version.language)}
          detailed
          file={`outcomes-${outcomes.data.version.address.replace(/[@:]/gu, "-")}`}
        />
      ) : (
        <Skeleton lines={12} />
      )}
    </OutcomesFrame>
  );
}

/** Returns a summary: "30 comments on earlier drafts: 10 exact, 4 unplaced, 2 rightly gone." */
function summaryOf({ counts, gone }: Pick<VersionOutcomes, "counts" | "gone">): string {
  const shown = { ...counts, orphan: counts.orphan - gone, gone };
  const present = ([...placementStates, "gone"] as const).filter((state) => shown[state] > 0);
  const total = present.reduce((sum, state) => sum + shown[state], 0);
  if (total === 0) return messages.noEarlierComments;
  const states = present.map((state) =>
    formatMessage(messages.stateCount, { count: shown[state], state: word(`state-${state}`) }),
  );
  return formatMessage(messages.earlierCommentsSummary, { total, states: commaText(states) });
}
