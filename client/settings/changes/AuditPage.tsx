import { queryOptions, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { headText, type AuditHead } from "#core/audit/chain-line.ts";
import { auditOperations } from "#core/contract/audit-operations.ts";
import { operationUrl } from "#core/contract/operation-url.ts";
import { auditPage as messages, pageTitles as titles } from "#core/messages/catalogues.ts";
import { call } from "../../api/call.ts";
import { needed } from "../../api/needed.ts";
import { Moment } from "../../components/format.tsx";
import { ProblemNotice, Skeleton } from "../../components/PageStates.tsx";
import { useTitle } from "../../components/use-title.ts";
import { Header } from "../../header/Header.tsx";
import "./audit.css";

/** Address of the file that checks a chain. */
const checkerPath = "/audit-checker.html";

const auditHeadQuery = queryOptions({
  queryKey: ["audit-head"],
  queryFn: ({ signal }) => call("getAuditHead", { signal }),
});

/** The page and the queries that it alone has. */
export const auditPage = { Page: AuditPage, queries: { getAuditHead: needed(() => auditHeadQuery) } };

/** The head of the audit chain, and how to check that the forum's record was not changed. */
function AuditPage(): ReactNode {
  useTitle(titles.audit);
  const { data, error, refetch } = useQuery(auditHeadQuery);
  return (
    <>
      <Header here={titles.audit} />
      <main className="page page-narrow audit" id="main">
        <h1 className="page-title">{titles.audit}</h1>
        <p className="page-about">{messages.about}</p>
        {data ? (
          <AuditText head={data} />
        ) : error ? (
          <ProblemNotice error={error} onRetry={() => void refetch()} />
        ) : (
          <Skeleton />
        )}
      </main>
    </>
  );
}

/** The head of the audit chain, what it proves, and how to check it. */
function AuditText({ head }: { head: AuditHead }): ReactNode {
  return (
    <>
      <section>
        <h2>{messages.headHeading}</h2>
        {head.at === null ? (
          <p>{messages.never}</p>
        ) : (
          <dl className="audit-head">
            <dt>{messages.position}</dt>
            <dd>{head.position}</dd>
            <dt>{messages.lastAt}</dt>
            <dd>
              <Moment at={head.at} />
            </dd>
            <dt>{messages.head}</dt>
            <dd>
              <code dir="ltr">{headText(head)}</code>
            </dd>
          </dl>
        )}
        <p>{messages.headNote}</p>
      </section>
      <section>
        <h2>{messages.linesHeading}</h2>
        <p>{messages.publicLines}</p>
        <p>{messages.privateLines}</p>
        <p>{messages.recordLines}</p>
        <p>{messages.erasedLines}</p>
      </section>
      <section>
        <h2>{messages.checkHeading}</h2>
        <ol>
          <li>
            {messages.stepChain}
            <p>
              <a className="button" href={operationUrl(auditOperations.getAuditChain, {}, {})} download>
                {messages.downloadChain}
              </a>
            </p>
          </li>
          <li>
            {messages.stepChecker}
            <p>
              <a className="button" href={checkerPath} download>
                {messages.downloadChecker}
              </a>
            </p>
          </li>
          <li>{messages.stepCompare}</li>
          <li>{messages.stepOthers}</li>
        </ol>
        <p>{messages.limits}</p>
      </section>
    </>
  );
}
