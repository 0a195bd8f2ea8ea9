import type { ReactNode } from "react";
import type { ListedDocument } from "#core/contract/forum-operations.ts";
import * as messages from "#core/messages/document-settings.en.ts";
import { call } from "../api/call.ts";
import { ConfirmDialog } from "../components/ConfirmDialog.tsx";
import { formatMessage } from "../page-parts/messages.ts";
import { useSettingsChange } from "./use-settings-change.ts";

/** Asks before a document is archived. */
export function ArchiveDialog({ document, onClose }: { document: ListedDocument; onClose: () => void }): ReactNode {
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
