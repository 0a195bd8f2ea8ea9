import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "wouter";
import type { ListedDocument, ListedVersion } from "#core/contract/forum-operations.ts";
import { call } from "../api/call.ts";
import { comparisonQuery, documentQuery } from "../api/queries.ts";
import { useDocumentStream } from "../api/use-event-stream.ts";
import { Header } from "../header/Header.tsx";
import { readingPath, versionOutcomesPath } from "#core/contract/pages.ts";
import { documentOfAddress } from "#core/text/document-of-address.ts";
import { pageTitles as titles, comparisonPage as messages } from "#core/messages/catalogues.ts";
import { ComparedSides } from "./ComparedSides.tsx";
import { ComparedTexts } from "./ComparedTexts.tsx";
import { RedlineExport } from "../exports/RedlineExport.tsx";
import { ProblemNotice, Skeleton } from "../components/PageStates.tsx";
import { formatMessage } from "../page-parts/messages.ts";
import { useTitle } from "../components/use-title.ts";
import "./comparison.css";
import "./redline.css";

/** A comparison of two versions, of the same document or of two. */
export function ComparisonPage({ params }: { params: Record<string, string> }): ReactNode {
  const base = params["base"] ?? "";
  const revised = params["revised"] ?? "";
  const comparison = useQuery(comparisonQuery(base, revised));
  const documentOf = (side: "base" | "revised", address: string) =>
    documentQuery(comparison.data?.[side].version.documentId ?? documentOfAddress(address));
  const [of, from] = [useQuery(documentOf("revised", revised)).data, useQuery(documentOf("base", base)).data];
  const documents = [...(of ? [of] : []), ...(from && from !== of ? [from] : [])];
  const sides = {
    base: comparison.data?.base.version ?? listed(documents, base),
    revised: comparison.data?.revised.version ?? listed(documents, revised),
  };
  const work = documents.find(({ id }) => id === sides.revised?.documentId);
  useDocumentStream(work?.id);
  const { data } = comparison;
  useTitle(
    data && formatMessage(titles.comparison, { base: data.base.version.label, revised: data.revised.version.label }),
  );

  return (
    <>
      <Header
        trail={[
          <Link key="read" href={readingPath(revised)}>
            {work?.shortTitle ?? revised}
          </Link>,
        ]}
        here={messages.compareTrail}
        actions={
          <RedlineExport
            request={(query, request) => call("exportComparison", { ...request, params: { base, revised }, query })}
            versions={[sides.base, sides.revised]}
            name={`${base}-${revised}`.replace(/[@:]/gu, "-")}
            button={{
              className: "button button-quiet comparison-export",
              name: messages.exportButton,
              face: (
                <>
                  <Download size={16} aria-hidden />
                  <span>{messages.exportButton}</span>
                </>
              ),
            }}
          />
        }
      />
      <main className="page comparison-page" id="main">
        <h1 className="visually-hidden">{messages.comparisonTitle}</h1>
        <ComparedSides documents={documents} base={sides.base} revised={sides.revised} />
        {sides.revised && sides.base?.documentId === sides.revised.documentId && (
          <p className="small">
            <Link href={versionOutcomesPath(sides.revised.address)}>{messages.commentOutcomes}</Link>
          </p>
        )}
        {comparison.error ? (
          <ProblemNotice error={comparison.error} onRetry={() => void comparison.refetch()} />
        ) : comparison.data ? (
          <ComparedTexts
            key={`${base} ${revised}`}
            named={{ base, revised }}
            compared={comparison.data}
            documents={documents}
          />
        ) : (
          <div aria-busy>
            <p className="visually-hidden">{messages.comparing}</p>
            <Skeleton lines={14} />
          </div>
        )}
      </main>
    </>
  );
}

/** Returns the list entry of a version, given its address or id. */
function listed(documents: readonly ListedDocument[], named: string): ListedVersion | undefined {
  return documents.flatMap(({ versions }) => versions).find(({ id, address }) => id === named || address === named);
}
