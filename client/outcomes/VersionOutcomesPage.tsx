import { useQuery } from "@tanstack/react-query";
import { useMemo, type ReactNode } from "react";
import { Link } from "wouter";
import { outcomesPath, readingPath } from "#core/contract/pages.ts";
import { placementStates } from "#core/place/placement.ts";
import { ledgerQuery } from "../api/outcome-queries.ts";
import { libraryQuery } from "../api/queries.ts";
import { useDocumentStream } from "../api/use-event-stream.ts";
import { inLanguage } from "../versions/version-order.ts";
import { counted } from "../components/format.ts";
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
    ? formatMessage(messages.outcomesOfDraft, { value: work?.shortTitle ?? "", label: version.label })
    : messages.commentOutcomes;
  useTitle(title);
  return (
    <OutcomesFrame
      document={work}
      id={work?.id ?? ""}
      here={version?.label ?? messages.commentOutcomes}
      title={title}
      about={
        ledger.data && (
          <>
            {saidOf(ledger.data.counts)}{" "}
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
function saidOf(counts: Readonly<Record<string, number>>): string {
  const present = placementStates.filter((state) => (counts[state] ?? 0) > 0);
  const total = present.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
  const parts = present.map((state) => `${(counts[state] ?? 0).toLocaleString("en-GB")} ${word(`state-${state}`)}`);
  return formatMessage(messages.earlierCommentsSummary, {
    total: counted(total, "comment"),
    value: parts.length > 0 ? `: ${parts.join(", ")}` : "",
  });
}
