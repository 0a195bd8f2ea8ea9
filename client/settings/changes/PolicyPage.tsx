import type { ReactNode } from "react";
import { Link } from "wouter";
import { auditPath } from "#core/contract/settings-pages.ts";
import { interfaceLanguage, pageTitles as titles, policy as messages } from "#core/messages/catalogues.ts";
import { policyTable } from "#core/phrases/policy-table.ts";
import { useTitle } from "../../components/use-title.ts";
import { Header } from "../../header/Header.tsx";
import { TextTable } from "../../page-parts/TextTable.tsx";
import "./policy.css";
import "../../page-parts/text-table.css";

/** The page and the queries that it alone has. */
export const policyPage = { Page: PolicyPage };

/** Who may do what in the forum, computed from the rules that it enforces. */
function PolicyPage(): ReactNode {
  useTitle(titles.policy);
  return (
    <>
      <Header here={titles.policy} />
      <main className="page policy" id="main">
        <h1 className="page-title">{titles.policy}</h1>
        <p className="page-about">{messages.about}</p>
        <TextTable table={policyTable(interfaceLanguage())} />
        <p>
          <Link href={auditPath}>{messages.linkToAudit}</Link>
        </p>
      </main>
    </>
  );
}
