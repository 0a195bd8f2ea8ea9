import express, { type Router } from "express";
import { consensusTable } from "#core/messages/consensus-table.ts";
import { say } from "#core/messages/messages.ts";
import type { PagesOptions } from "./pages.tsx";
import { visitOf } from "../visitor.ts";
import { sendPage } from "./send-page.tsx";
import { TablesPage } from "./TablesPage.tsx";

/** What the client draws as a picture, answered as tables. */
export function picturePages({ handlers, findTags }: Pick<PagesOptions, "handlers" | "findTags">): Router {
  const router = express.Router();

  router.get("/consensus/:version", async (request, response) => {
    const { version } = request.params;
    const visit = visitOf(response);
    const [consensus, library, me] = await Promise.all([
      handlers.getConsensus(visit, { version }),
      handlers.getLibrary(visit, {}),
      handlers.getMe(visit, {}),
    ]);
    const { forum } = library;
    const notes = ["consensus-note", ...(consensus.sources === "hidden" ? ["consensus-hidden"] : [])];
    const title = `${consensus.version.document}, ${consensus.version.label}: where everybody stands`;
    sendPage(
      request,
      response,
      { status: 200, stored: true },
      {
        title: `${title} · ${forum.shortName}`,
        description: say({ code: "consensus-caption", params: {} }, "en"),
        indexed: false,
        tags: findTags("pages/ConsensusPage.tsx"),
        data: { "/api/me": me, "/api/library": library, [`/api/versions/${version}/consensus`]: consensus },
        children: (
          <TablesPage
            title={title}
            here="Consensus"
            notes={notes.map((code) => say({ code, params: {} }, "en"))}
            tables={[consensusTable(consensus, "en")]}
            forum={forum.shortName}
            me={me}
          />
        ),
      },
    );
  });

  return router;
}
