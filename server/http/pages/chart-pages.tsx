import express, { type Router } from "express";
import { contract } from "#core/contract/contract.ts";
import { historyView, usualGrain } from "#core/compile/history-view.ts";
import { consensusTable } from "#core/messages/consensus-table.ts";
import { changesTable, flowTable, saidTable } from "#core/messages/history-tables.ts";
import { say } from "#core/messages/messages.ts";
import { visitOf } from "../middleware/visitor.ts";
import { type PagesOptions, sendPage } from "./send-page.tsx";
import { TablesPage } from "./TablesPage.tsx";

const kept = { status: 200, stored: true };

/** Serves the client's charts as tables. */
export function picturePages({
  handlers,
  findTags,
  limits,
}: Pick<PagesOptions, "handlers" | "findTags" | "limits">): Router {
  const router = express.Router();

  router.use(["/consensus", "/pictures"], limits.costlyRead);
  router.get("/consensus/:version", async (request, response) => {
    const { version } = request.params;
    const visit = visitOf(response);
    const [consensus, library, me] = await Promise.all([
      handlers.getConsensus(visit, { version }),
      handlers.getLibrary(visit, {}),
      handlers.getMe(visit, {}),
    ]);
    const { shortName } = library.forum;
    const notes = ["consensus-note", ...(consensus.sources === "hidden" ? ["consensus-hidden"] : [])];
    const title = `${consensus.version.document}, ${consensus.version.label}: where everybody stands`;
    sendPage(request, response, kept, {
      title: `${title} · ${shortName}`,
      description: word("consensus-caption"),
      indexed: false,
      tags: findTags("consensus/ConsensusPage.tsx"),
      data: { "/api/me": me, "/api/library": library, [`/api/versions/${version}/consensus`]: consensus },
      children: (
        <TablesPage
          title={title}
          here="Consensus"
          notes={notes.map(word)}
          tables={[consensusTable(consensus, "en")]}
          forum={shortName}
          me={me}
        />
      ),
    });
  });

  router.get("/pictures/:document", async (request, response) => {
    const { document } = request.params;
    const { language } = contract.getHistory.query.catch({}).parse(request.query);
    const visit = visitOf(response);
    const [history, library, me] = await Promise.all([
      handlers.getHistory(visit, { document, language }),
      handlers.getLibrary(visit, {}),
      handlers.getMe(visit, {}),
    ]);
    const { shortName } = library.forum;
    const view = historyView(history, usualGrain(history));
    const path = `/api/documents/${document}/history${language === undefined ? "" : `?language=${language}`}`;
    sendPage(request, response, kept, {
      title: `${history.document} in pictures · ${shortName}`,
      description: word("picture-flow-caption"),
      indexed: false,
      tags: findTags("pictures/PicturesPage.tsx"),
      data: { "/api/me": me, "/api/library": library, [path]: history },
      children: (
        <TablesPage
          title={`${history.document}, draft by draft`}
          here="Pictures"
          notes={history.drafts.length === 0 ? [word("picture-none")] : [word("picture-said-note")]}
          tables={
            history.drafts.length === 0 ? [] : [flowTable(view, "en"), changesTable(view, "en"), saidTable(view, "en")]
          }
          forum={shortName}
          me={me}
        />
      ),
    });
  });

  return router;
}

function word(code: string): string {
  return say({ code, params: {} }, "en");
}
