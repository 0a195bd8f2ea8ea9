import { useQuery } from "@tanstack/react-query";
import { useMemo, type ReactNode } from "react";
import { Link } from "wouter";
import { outcomesPath, readingPath } from "#core/contract/pages.ts";
import { placementStates } from "#core/place/placement.ts";
import { ledgerQuery } from "../api/outcome-queries.ts";
import { libraryQuery } from "../api/queries.ts";
import { useDocumentStream } from "../api/use-event-stream.ts";
import { inLanguage } from "../versions/version-order.ts";
import { ProblemNotice } from "../components/ProblemNotice.tsx";
import { Skeleton } from "../components/Skeleton.tsx";
import { formatMessage, word } from "../page-parts/messages.ts";
import { useTitle } from "../components/use-title.ts";
import { OutcomesFrame } from "./OutcomesFrame.tsx";
import { rowsOfVersion } from "#core/contract/outcome-rows.ts";
import * as messages from "#core/messages/outcomes-page.en.ts";
import { OutcomesView } from "./OutcomesView.tsx";

/** The outcomes, on one version, of all earlier comments; first those that need a person's decision. */
export function VersionOutcomesPage({ params }: { params: Record<string, string> }): ReactNode {
  const address = params["version"] ?? "";
  const ledger = useQuery(ledgerQuery(address));
  const library = useQuery(libraryQuery).data;
  const work = library?.documents.find(({ versions }) =>
    versions.some((one) => one.id === ledger.data?.version.id || one.address === address),
  );
  const rows = useMemo(() => (ledger.data ? rowsOfVersion(ledger.data) : []), [ledger.data]);
  useDocumentStream(work?.id);
  const version = ledger.data?.version;
  const title = version
    ? formatMessage(messages.outcomesOfDraft, { document: work?.shortTitle ?? "", draft: version.label })
    : messages.commentOutcomes;
  useTitle(title);
  return (
    <OutcomesFrame
      document={work}
      id={work?.id ?? ""}
      draft={version?.label ?? null}
      title={title}
      about={
        ledger.data && (
          <>
            {summaryOf(ledger.data.counts)}{" "}
            <Link href={readingPath(ledger.data.version.address)}>{messages.readThisDraft}</Link>
            {work && (
              <>
                {" · "}
                <Link href={outcomesPath(work.id)}>{messages.allDrafts}</Link>
              </>
            )}
          </>
        )
      }
    >
      {ledger.error ? (
        <ProblemNotice error={ledger.error} onRetry={() => void ledger.refetch()} />
      ) : ledger.data ? (
        <OutcomesView
          title={title}
          rows={rows}
          drafts={[ledger.data.version]}
          madeOn={inLanguage(work?.versions ?? [], ledger.data.version.language)}
          organisations={library?.organisations ?? []}
          detailed
          file={`ledger-${ledger.data.version.address.replace(/[@:]/gu, "-")}`}
        />
      ) : (
        <Skeleton lines={12} />
      )}
    </OutcomesFrame>
  );
}

/** Returns a summary: "30 comments on earlier drafts: 10 exact, 4 orphan." */
function summaryOf(counts: Readonly<Record<string, number>>): string {
  const present = placementStates.filter((state) => (counts[state] ?? 0) > 0);
  const total = present.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
  if (total === 0) return messages.noEarlierComments;
  const states = present.map((state) =>
    formatMessage(messages.stateCount, { count: counts[state] ?? 0, state: word(`state-${state}`) }),
  );
  return formatMessage(messages.earlierCommentsSummary, { total, states: states.join(", ") });
}
