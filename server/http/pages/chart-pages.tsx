import { contract } from "#core/contract/contract.ts";
import { historyView, usualGrain } from "#core/compile/history-view.ts";
import { consensusTable } from "#core/messages/consensus-table.ts";
import { changesTable, flowTable, commentsTable } from "#core/messages/history-tables.ts";
import { messageText } from "#core/messages/messages.ts";
import * as messages from "#core/messages/server-pages.en.ts";
import { formatMessage } from "../../../client/page-parts/messages.ts";
import type { PageContent, PageRequest } from "./page-content.ts";
import { TablesPage } from "./TablesPage.tsx";

/** Builds the page of positions by group, as a table. */
export async function positionsContent({
  handlers,
  visit,
  params,
}: PageRequest<"positions">): Promise<PageContent<"positions">> {
  const { version } = params;
  const [consensus, library, me] = await Promise.all([
    handlers.getConsensus(visit, { version }),
    handlers.getLibrary(visit, {}),
    handlers.getMe(visit, {}),
  ]);
  const { shortName } = library.forum;
  const notes = ["consensus-note", ...(consensus.sources === "hidden" ? ["consensus-hidden"] : [])];
  const title = formatMessage(messages.positionsTitle, {
    document: consensus.version.document,
    draft: consensus.version.label,
  });
  return {
    title: { document: consensus.version.document, version: consensus.version.label },
    forum: shortName,
    description: word("consensus-caption"),
    answers: { getMe: me, getLibrary: library, getConsensus: consensus },
    children: (
      <TablesPage
        title={title}
        here={messages.positionsByGroup}
        notes={notes.map(word)}
        tables={[consensusTable(consensus, "en")]}
        forum={shortName}
        me={me}
      />
    ),
  };
}

/** Builds the page of a text's evolution: the client's charts as tables. */
export async function evolutionContent({
  handlers,
  visit,
  params,
  query,
}: PageRequest<"evolution">): Promise<PageContent<"evolution">> {
  const { document } = params;
  const { language } = contract.getHistory.query.catch({}).parse(query);
  const [history, library, me] = await Promise.all([
    handlers.getHistory(visit, { document, language }),
    handlers.getLibrary(visit, {}),
    handlers.getMe(visit, {}),
  ]);
  const { shortName } = library.forum;
  const view = historyView(history, usualGrain(history));
  return {
    title: { document: history.document },
    forum: shortName,
    description: word("picture-flow-caption"),
    answers: { getMe: me, getLibrary: library, getHistory: history },
    queries: { getHistory: { language } },
    children: (
      <TablesPage
        title={formatMessage(messages.howDocumentEvolved, { document: history.document })}
        here={messages.howTextEvolved}
        notes={history.drafts.length === 0 ? [word("picture-none")] : [word("picture-said-note")]}
        tables={
          history.drafts.length === 0
            ? []
            : [flowTable(view, "en"), changesTable(view, "en"), commentsTable(view, "en")]
        }
        forum={shortName}
        me={me}
      />
    ),
  };
}

function word(code: string): string {
  return messageText({ code, params: {} }, "en");
}
