import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Link } from "wouter";
import * as messages from "#core/messages/document-settings.en.ts";
import { libraryQuery } from "../api/queries.ts";
import { EmptyState } from "../components/EmptyState.tsx";
import { ProblemNotice } from "../components/ProblemNotice.tsx";
import { Skeleton } from "../components/Skeleton.tsx";
import { ArchiveDialog } from "./ArchiveDialog.tsx";
import { CorrectionDialog } from "./CorrectionDialog.tsx";
import { DocumentDialog } from "./DocumentDialog.tsx";
import type { OpenDocumentDialog } from "./document-dialogs.ts";
import { DocumentRow } from "./DocumentRow.tsx";
import "./documents.css";

/** The section of documents: their entries in the table of contents, and corrections of published drafts. */
export function DocumentsSection(): ReactNode {
  const library = useQuery(libraryQuery);
  const [open, setOpen] = useState<OpenDocumentDialog | null>(null);
  if (!library.data) {
    if (!library.isError) return <Skeleton />;
    return <ProblemNotice error={library.error} onRetry={() => void library.refetch()} />;
  }
  const { documents } = library.data;
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
  const close = (): void => setOpen(null);
  return (
    <>
      <p className="page-about">{messages.documentsAbout}</p>
      <ol className="document-list" aria-label={messages.documentList}>
        {active.map((document) => (
          <DocumentRow key={document.id} document={document} order={active} documents={documents} onOpen={setOpen} />
        ))}
      </ol>
      {archived.length > 0 && (
        <>
          <h3>{messages.archivedList}</h3>
          <ol className="document-list" aria-label={messages.archivedList}>
            {archived.map((document) => (
              <DocumentRow key={document.id} document={document} order={[]} documents={documents} onOpen={setOpen} />
            ))}
          </ol>
        </>
      )}
      {open?.kind === "edit" && <DocumentDialog document={open.document} documents={documents} onClose={close} />}
      {open?.kind === "archive" && <ArchiveDialog document={open.document} onClose={close} />}
      {open?.kind === "correct" && <CorrectionDialog document={open.document} version={open.version} onClose={close} />}
    </>
  );
}
