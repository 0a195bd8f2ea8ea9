import { useQuery } from "@tanstack/react-query";
import { useMemo, type ReactNode } from "react";
import { Link } from "wouter";
import { uptakePath } from "#core/contract/pages.ts";
import { sourcePath } from "#core/contract/source-paths.ts";
import { documentOutcomesQuery } from "../api/outcome-queries.ts";
import { documentQuery } from "../api/queries.ts";
import { useDocumentStream } from "../api/use-event-stream.ts";
import { ProblemNotice, Skeleton } from "../components/PageStates.tsx";
import { useTitle } from "../components/use-title.ts";
import { OutcomesFrame, OutcomesView } from "./OutcomesView.tsx";
import { OtherLanguages } from "./OtherLanguages.tsx";
import { rowsOfDocument } from "#core/contract/outcome-rows.ts";
import { letters, pageTitles as titles, outcomesPage as messages } from "#core/messages/catalogues.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { useOutcomesState } from "./outcomes-address.ts";

/** The outcomes of all comments on a document, in all its drafts. */
export function OutcomesPage({ params }: { params: Record<string, string> }): ReactNode {
  const id = params["document"] ?? "";
  const [{ language }] = useOutcomesState();
  const outcomes = useQuery(documentOutcomesQuery(id, language ?? undefined));
  const { data: work, isPending } = useQuery(documentQuery(id));
  const rows = useMemo(() => (outcomes.data ? rowsOfDocument(outcomes.data) : []), [outcomes.data]);
  const latest = outcomes.data?.versions.at(-1);
  useDocumentStream(work?.id);
  const title = formatMessage(titles.outcomes, { document: work?.shortTitle ?? id });
  // The page is announced once, with the name of its document.
  useTitle(isPending ? undefined : title);
  return (
    <OutcomesFrame
      document={work}
      id={id}
      draft={null}
      title={title}
      about={
        outcomes.data && (
          <>
            {formatMessage(messages.outcomesSummary, { comments: rows.length, drafts: outcomes.data.versions.length })}{" "}
            <Link href={uptakePath(id)}>{messages.proposalUptake}</Link>
            {latest && (
              <>
                {" · "}
                <Link href={sourcePath("letters", latest.address)}>{messages.letters}</Link>
                {" · "}
                <Link href={sourcePath("record", latest.address)}>{letters.publicRecord}</Link>
              </>
            )}
            {work && <OtherLanguages document={work} shownLanguage={language} />}
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
          drafts={outcomes.data.versions}
          madeOn={outcomes.data.versions}
          detailed={false}
          file={`outcomes-${id}`}
        />
      ) : (
        <Skeleton lines={12} />
      )}
    </OutcomesFrame>
  );
}
