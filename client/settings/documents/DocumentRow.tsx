import type { ReactNode } from "react";
import { Link } from "wouter";
import type { ListedDocument } from "#core/contract/forum-operations.ts";
import { readingPath } from "#core/contract/pages.ts";
import { documentSettings as messages } from "#core/messages/catalogues.ts";
import { call } from "../../api/call.ts";
import { formatDate } from "../../components/format.tsx";
import { formatMessage } from "../../page-parts/messages.ts";
import { MoveButtons } from "../parts/MoveButtons.tsx";
import { PublishedDrafts } from "./PublishedDrafts.tsx";
import { RowMenu } from "../lists/RecordTable.tsx";
import { useSettingsChange } from "../parts/use-settings-change.ts";

/** A document in the settings: its name, symbol and relations, its place in the order, and its published drafts. */
export function DocumentRow({
  document,
  order,
  documents,
  onEdit,
  onArchive,
}: {
  document: ListedDocument;
  /** The documents in their order. Empty if the document has no place in it. */
  order: readonly ListedDocument[];
  documents: readonly ListedDocument[];
  onEdit: () => void;
  onArchive: () => void;
}): ReactNode {
  const { tryChange } = useSettingsChange();
  const { id, title, shortTitle, symbol, position, archivedAt, versions } = document;
  const facts = factsOf(document, documents);
  const params = { document: id };
  // Archived documents have positions too, so the neighbour's own one counts.
  const move = (to: number): Promise<boolean> =>
    tryChange(
      () => call("moveDocument", { params, body: { position: order[to]?.position ?? position } }),
      messages.orderSaved,
    );
  const latest = versions.at(-1);
  return (
    <li className={archivedAt === undefined ? "document-row" : "document-row is-muted"}>
      <div className="document-head">
        <h3>
          {latest ? (
            <Link href={readingPath(latest.address)}>
              <bdi>{shortTitle}</bdi>
            </Link>
          ) : (
            <bdi>{shortTitle}</bdi>
          )}
          {symbol !== undefined && <bdi className="record-mark">{symbol}</bdi>}
        </h3>
        {title !== shortTitle && (
          <p className="quiet">
            <bdi>{title}</bdi>
          </p>
        )}
        {facts.length > 0 && (
          <p className="quiet small">
            <bdi>{facts.join(" · ")}</bdi>
          </p>
        )}
      </div>
      <div className="group-actions">
        {order.length > 1 && (
          <MoveButtons name={shortTitle} at={order.indexOf(document)} count={order.length} move={move} />
        )}
        <RowMenu
          name={shortTitle}
          actions={[
            { id: "edit", label: messages.editDocument, act: onEdit },
            archivedAt === undefined
              ? { id: "archive", label: messages.archive, act: onArchive }
              : {
                  id: "restore",
                  label: messages.restore,
                  act: () =>
                    void tryChange(
                      () => call("restoreDocument", { params }),
                      formatMessage(messages.documentRestored, { document: shortTitle }),
                    ),
                },
          ]}
        />
      </div>
      <PublishedDrafts document={document} />
    </li>
  );
}

/** Returns the agenda item, relations and archiving of a document, in words. */
function factsOf(
  { agendaItem, relations, archivedAt }: ListedDocument,
  documents: readonly ListedDocument[],
): string[] {
  const nameOf = (other: string): string => documents.find((one) => one.id === other)?.shortTitle ?? other;
  return [
    ...(agendaItem === undefined ? [] : [formatMessage(messages.agendaText, { item: agendaItem })]),
    ...relations.map(({ kind, documentId }) =>
      formatMessage(messages.relationText, { kind, document: nameOf(documentId) }),
    ),
    ...(archivedAt === undefined ? [] : [formatMessage(messages.archivedOn, { date: formatDate(archivedAt) })]),
  ];
}
