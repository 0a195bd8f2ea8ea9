import express, { type Router } from "express";
import { rowsOfDocument, rowsOfVersion, type LedgerDraft, type LedgerRow } from "#core/contract/outcome-rows.ts";
import type { Params } from "#core/messages/catalogue.ts";
import { ledgerTable } from "#core/messages/outcomes-table.ts";
import { uptakeByProposal, uptakeTotals } from "#core/messages/uptake-table.ts";
import { say } from "#core/messages/messages.ts";
import { visitOf } from "../middleware/visitor.ts";
import { type PagesOptions, sendPage } from "./send-page.tsx";
import { TablesPage } from "./TablesPage.tsx";

const kept = { status: 200, stored: true };

/** Comment outcomes and proposal uptake as tables to read and print. The client adds the actions. */
export function answerPages({
  handlers,
  findTags,
  limits,
}: Pick<PagesOptions, "handlers" | "findTags" | "limits">): Router {
  const router = express.Router();
  router.use("/ledger", limits.costlyRead);

  router.get("/ledger/:document", async (request, response) => {
    const visit = visitOf(response);
    const [document, ledger, library, me] = await Promise.all([
      handlers.getDocument(visit, { document: request.params.document }),
      handlers.getDocumentLedger(visit, { document: request.params.document }),
      handlers.getLibrary(visit, {}),
      handlers.getMe(visit, {}),
    ]);
    const rows = rowsOfDocument(ledger);
    const title = worded("ledger-title", { document: document.shortTitle });
    sendPage(request, response, kept, {
      title: `${title} · ${library.forum.shortName}`,
      description: worded("ledger-caption"),
      indexed: false,
      tags: findTags("outcomes/OutcomesPage.tsx"),
      data: { "/api/me": me, "/api/library": library, [`/api/documents/${document.id}/ledger`]: ledger },
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
    });
  });

  router.get("/ledger/version/:version", async (request, response) => {
    const { version } = request.params;
    const visit = visitOf(response);
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
    sendPage(request, response, kept, {
      title: `${title} · ${library.forum.shortName}`,
      description: worded("ledger-caption"),
      indexed: false,
      tags: findTags("outcomes/VersionOutcomesPage.tsx"),
      data: { "/api/me": me, "/api/library": library, [`/api/versions/${version}/ledger`]: ledger },
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
    });
  });

  router.use("/uptake", limits.costlyRead);
  router.get("/uptake/:document", async (request, response) => {
    const visit = visitOf(response);
    const [document, table, library, me] = await Promise.all([
      handlers.getDocument(visit, { document: request.params.document }),
      handlers.getUptakeTable(visit, { document: request.params.document }),
      handlers.getLibrary(visit, {}),
      handlers.getMe(visit, {}),
    ]);
    const title = worded("uptake-title", { document: document.shortTitle });
    sendPage(request, response, kept, {
      title: `${title} · ${library.forum.shortName}`,
      description: worded("uptake-note"),
      indexed: false,
      tags: findTags("outcomes/UptakePage.tsx"),
      data: { "/api/me": me, "/api/library": library, [`/api/documents/${document.id}/uptake`]: table },
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
    });
  });

  return router;
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
