import { ArrowDown, ArrowUp } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { Button } from "react-aria-components";
import { Link } from "wouter";
import type { ListedDocument } from "#core/contract/forum-operations.ts";
import { readingPath } from "#core/contract/pages.ts";
import * as messages from "#core/messages/document-settings.en.ts";
import { call } from "../api/call.ts";
import { formatDate } from "../components/format.ts";
import { announce } from "../components/LiveRegion.tsx";
import { formatMessage } from "../page-parts/messages.ts";
import type { OpenDocumentDialog } from "./document-dialogs.ts";
import { PublishedDrafts } from "./PublishedDrafts.tsx";
import { RowMenu } from "./RecordTable.tsx";
import { useSettingsChange } from "./use-settings-change.ts";

/** A document in the settings: its name, symbol and relations, its place in the order, and its published drafts. */
export function DocumentRow({
  document,
  order,
  documents,
  onOpen,
}: {
  document: ListedDocument;
  /** The documents in their order. Empty if the document has no place in it. */
  order: readonly ListedDocument[];
  documents: readonly ListedDocument[];
  onOpen: (dialog: OpenDocumentDialog) => void;
}): ReactNode {
  const { tryChange } = useSettingsChange();
  const { id, title, shortTitle, symbol, agendaItem, relations, archivedAt, versions } = document;
  const nameOf = (other: string): string => documents.find((one) => one.id === other)?.shortTitle ?? other;
  const facts = [
    ...(agendaItem === undefined ? [] : [formatMessage(messages.agendaText, { item: agendaItem })]),
    ...relations.map(({ kind, documentId }) =>
      formatMessage(messages.relationText, { kind, document: nameOf(documentId) }),
    ),
    ...(archivedAt === undefined ? [] : [formatMessage(messages.archivedOn, { date: formatDate(archivedAt) })]),
  ];
  const params = { document: id };
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
        {order.length > 1 && <MoveButtons document={document} order={order} />}
        <RowMenu
          name={shortTitle}
          actions={[
            { id: "edit", label: messages.editDocument, act: () => onOpen({ kind: "edit", document }) },
            archivedAt === undefined
              ? { id: "archive", label: messages.archive, act: () => onOpen({ kind: "archive", document }) }
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
      <PublishedDrafts document={document} onOpen={onOpen} />
    </li>
  );
}

function MoveButtons({
  document: { id, shortTitle, position },
  order,
}: {
  document: ListedDocument;
  order: readonly ListedDocument[];
}): ReactNode {
  const { tryChange } = useSettingsChange();
  const buttons = useRef<HTMLSpanElement>(null);
  const at = order.findIndex((one) => one.id === id);
  const params = { document: id };
  const move = async (to: number, direction: "up" | "down"): Promise<void> => {
    // Archived documents have positions too, so the neighbour's own one counts.
    const wantedPosition = order[to]?.position ?? position;
    const isMoved = await tryChange(
      () => call("moveDocument", { params, body: { position: wantedPosition } }),
      messages.orderSaved,
    );
    if (!isMoved) return;
    announce(formatMessage(messages.movedTo, { document: shortTitle, position: to + 1, count: order.length }));
    // The row moved on the page, which takes the focus from its button. At an end, the other button has it.
    requestAnimationFrame(() => {
      const wanted = buttons.current?.querySelector<HTMLButtonElement>(`[data-move=${direction}]:not(:disabled)`);
      (wanted ?? buttons.current?.querySelector<HTMLButtonElement>("[data-move]:not(:disabled)"))?.focus();
    });
  };
  return (
    <span ref={buttons}>
      <Button
        className="icon-button"
        data-move="up"
        aria-label={formatMessage(messages.moveUp, { document: shortTitle })}
        isDisabled={at <= 0}
        onPress={() => void move(at - 1, "up")}
      >
        <ArrowUp size={18} aria-hidden />
      </Button>
      <Button
        className="icon-button"
        data-move="down"
        aria-label={formatMessage(messages.moveDown, { document: shortTitle })}
        isDisabled={at === order.length - 1}
        onPress={() => void move(at + 1, "down")}
      >
        <ArrowDown size={18} aria-hidden />
      </Button>
    </span>
  );
}
