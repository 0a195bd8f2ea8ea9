import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Link } from "wouter";
import type { ListedDocument } from "#core/contract/forum-operations.ts";
import { documentSettings as messages } from "#core/messages/catalogues.ts";
import { call } from "../../api/call.ts";
import { documentsQuery } from "../../api/queries.ts";
import { ConfirmDialog } from "../../components/DialogFrame.tsx";
import { EmptyState } from "../../components/PageStates.tsx";
import { formatMessage } from "../../page-parts/messages.ts";
import { DocumentDialog } from "./DocumentDialog.tsx";
import { DocumentRow } from "./DocumentRow.tsx";
import { PendingAnswer } from "../parts/PendingAnswer.tsx";
import { useSettingsChange } from "../parts/use-settings-change.ts";
import "../parts/sections.css";

/** The section of documents: their entries in the table of contents, and corrections of published drafts. */
export function DocumentsSection(): ReactNode {
  const all = useQuery(documentsQuery);
  const [editing, setEditing] = useState<ListedDocument | null>(null);
  const [archiving, setArchiving] = useState<ListedDocument | null>(null);
  if (!all.data) return <PendingAnswer query={all} />;
  const documents = all.data;
  if (documents.length === 0) {
    return (
      <EmptyState
        action={
          <Link className="button" href="/">
            {messages.openDocuments}
          </Link>
        }
      >
        {messages.noDocuments}
      </EmptyState>
    );
  }
  const active = documents.filter(({ archivedAt }) => archivedAt === undefined);
  const archived = documents.filter(({ archivedAt }) => archivedAt !== undefined);
  const rowOf = (document: ListedDocument, order: readonly ListedDocument[]): ReactNode => (
    <DocumentRow
      key={document.id}
      document={document}
      order={order}
      documents={documents}
      onEdit={() => setEditing(document)}
      onArchive={() => setArchiving(document)}
    />
  );
  return (
    <>
      <p className="page-about">{messages.documentsAbout}</p>
      <ol className="document-list" aria-label={messages.documentList}>
        {active.map((document) => rowOf(document, active))}
      </ol>
      {archived.length > 0 && (
        <>
          <h3>{messages.archivedList}</h3>
          <ol className="document-list" aria-label={messages.archivedList}>
            {archived.map((document) => rowOf(document, []))}
          </ol>
        </>
      )}
      {editing && <DocumentDialog document={editing} documents={documents} onClose={() => setEditing(null)} />}
      {archiving && <ArchiveDialog document={archiving} onClose={() => setArchiving(null)} />}
    </>
  );
}

/** Asks before a document is archived. */
function ArchiveDialog({ document, onClose }: { document: ListedDocument; onClose: () => void }): ReactNode {
  const { tryChange } = useSettingsChange();
  const name = { document: document.shortTitle };
  const params = { document: document.id };
  return (
    <ConfirmDialog
      title={formatMessage(messages.archiveTitle, name)}
      act={messages.archive}
      onConfirm={() =>
        tryChange(() => call("archiveDocument", { params }), formatMessage(messages.documentArchived, name))
      }
      onClose={onClose}
    >
      <p>{messages.archiveNote}</p>
    </ConfirmDialog>
  );
}
