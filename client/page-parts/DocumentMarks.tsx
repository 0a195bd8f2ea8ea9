import type { ReactNode } from "react";
import { documentsPage as messages } from "#core/messages/catalogues.ts";
import type { ForumDocument } from "#core/text/version.ts";
import { formatMessage } from "./messages.ts";

/** The line above a document's name: its symbol, its agenda item, and whether it is archived. */
export function DocumentMarks({ document }: { document: ForumDocument }): ReactNode {
  const { symbol, agendaItem, archivedAt } = document;
  const marks = [
    symbol,
    agendaItem !== undefined && formatMessage(messages.agendaItem, { item: agendaItem }),
    archivedAt !== undefined && messages.archivedDocument,
  ].filter(Boolean);
  return marks.length > 0 && <p className="quiet small">{marks.join(" · ")}</p>;
}
