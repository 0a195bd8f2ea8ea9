import { rowsOfDocument, rowsOfVersion, type LedgerDraft, type LedgerRow } from "#core/contract/outcome-rows.ts";
import type { Params } from "#core/messages/catalogue.ts";
import { ledgerTable } from "#core/messages/outcomes-table.ts";
import { uptakeByProposal, uptakeTotals } from "#core/messages/uptake-table.ts";
import { say } from "#core/messages/messages.ts";
import type { PageContent, PageRequest } from "./page-content.ts";
import { TablesPage } from "./TablesPage.tsx";

/** Builds the page of comment outcomes in all drafts of a document, as a table. */
export async function outcomesContent({
  handlers,
  visit,
  params,
}: PageRequest<"outcomes">): Promise<PageContent<"outcomes">> {
  const [document, ledger, library, me] = await Promise.all([
    handlers.getDocument(visit, { document: params.document }),
    handlers.getDocumentLedger(visit, { document: params.document }),
    handlers.getLibrary(visit, {}),
    handlers.getMe(visit, {}),
  ]);
  const rows = rowsOfDocument(ledger);
  const title = worded("ledger-title", { document: document.shortTitle });
  return {
    title: { document: document.shortTitle },
    forum: library.forum.shortName,
    description: worded("ledger-caption"),
    answers: { getMe: me, getLibrary: library, getDocumentLedger: ledger },
    children: (
      <TablesPage
        title={title}
        here={document.shortTitle}
        notes={notesOf(rows)}
        tables={[tableOf(rows, ledger.versions)]}
        forum={library.forum.shortName}
        me={me}
      />
    ),
  };
}

/** Builds the page of comment outcomes on one version, as a table. */
export async function versionOutcomesContent({
  handlers,
  visit,
  params,
}: PageRequest<"versionOutcomes">): Promise<PageContent<"versionOutcomes">> {
  const { version } = params;
  const [ledger, page, library, me] = await Promise.all([
    handlers.getLedger(visit, { version, waiting: false }),
    handlers.getVersion(visit, { version }),
    handlers.getLibrary(visit, {}),
    handlers.getMe(visit, {}),
  ]);
  const document = await handlers.getDocument(visit, { document: page.version.documentId });
  const rows = rowsOfVersion(ledger);
  const name = `${document.shortTitle}, ${ledger.version.label}`;
  const title = worded("ledger-title", { document: name });
  return {
    title: { document: name },
    forum: library.forum.shortName,
    description: worded("ledger-caption"),
    answers: { getMe: me, getLibrary: library, getLedger: ledger },
    children: (
      <TablesPage
        title={title}
        here={name}
        notes={notesOf(rows)}
        tables={[tableOf(rows, [ledger.version])]}
        forum={library.forum.shortName}
        me={me}
      />
    ),
  };
}

/** Builds the page of proposal uptake, as tables. */
export async function uptakeContent({
  handlers,
  visit,
  params,
}: PageRequest<"uptake">): Promise<PageContent<"uptake">> {
  const [document, table, library, me] = await Promise.all([
    handlers.getDocument(visit, { document: params.document }),
    handlers.getUptakeTable(visit, { document: params.document }),
    handlers.getLibrary(visit, {}),
    handlers.getMe(visit, {}),
  ]);
  const title = worded("uptake-title", { document: document.shortTitle });
  return {
    title: { document: document.shortTitle },
    forum: library.forum.shortName,
    description: worded("uptake-note"),
    answers: { getMe: me, getLibrary: library, getUptakeTable: table },
    children: (
      <TablesPage
        title={title}
        here={document.shortTitle}
        notes={[worded("uptake-note")]}
        tables={[...uptakeTotals(table, "en"), uptakeByProposal(table, "en")]}
        forum={library.forum.shortName}
        me={me}
      />
    ),
  };
}

function tableOf(rows: readonly LedgerRow[], drafts: readonly LedgerDraft[]): ReturnType<typeof ledgerTable> {
  return ledgerTable(rows, drafts, "en");
}

function notesOf(rows: readonly LedgerRow[]): string[] {
  const waiting = rows.filter((row) => row.waiting).length;
  return [
    worded("ledger-note", { count: rows.length }),
    ...(waiting > 0 ? [worded("ledger-waiting", { count: waiting })] : []),
  ];
}

function worded(code: string, params: Params = {}): string {
  return say({ code, params }, "en");
}
