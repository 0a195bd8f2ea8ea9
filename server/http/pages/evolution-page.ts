import { contract } from "#core/contract/contract.ts";
import { historyView, usualGrain } from "#core/compile/history-view.ts";
import { changesTable, flowTable, commentsTable } from "#core/phrases/evolution-tables.ts";
import { interfaceLanguage, pageTitles as titles, serverPages as messages } from "#core/messages/catalogues.ts";
import { formatMessage, word } from "../../../client/page-parts/messages.ts";
import type { PageRequest, WritePage } from "./page-content.ts";
import { leftOutNotes, tablesContent } from "./TablesPage.tsx";

/** Builds the page of a text's evolution: the client's charts as tables. */
export async function evolutionContent({
  handlers,
  visit,
  params,
  query,
}: PageRequest<"evolution">): Promise<WritePage<"evolution">> {
  const { document } = params;
  const { language } = contract.getHistory.query.catch({}).parse(query);
  const [history, work, forum, me] = await Promise.all([
    handlers.getHistory(visit, { document, language }),
    handlers.getDocument(visit, { document }),
    handlers.getForum(visit, {}),
    handlers.getMe(visit, {}),
  ]);
  const view = historyView(history, usualGrain(history));
  const title = { document: history.document };
  return () =>
    tablesContent({
      title,
      description: word("chart-flow-caption"),
      answers: { getMe: me, getForum: forum, getDocument: work, getHistory: history },
      queries: { getHistory: { language } },
      heading: formatMessage(titles.evolution, title),
      here: messages.howTextEvolved,
      notes: [
        ...leftOutNotes(history.damaged, work.versions),
        history.drafts.length === 0 ? word("chart-none") : word("chart-comments-note"),
      ],
      tables:
        history.drafts.length === 0
          ? []
          : [
              flowTable(view, forum, interfaceLanguage()),
              changesTable(view, interfaceLanguage()),
              commentsTable(view, forum, interfaceLanguage()),
            ],
      forum,
      me,
    });
}
