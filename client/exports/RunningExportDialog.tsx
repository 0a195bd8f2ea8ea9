import type { ReactNode } from "react";
import { Button } from "react-aria-components";
import * as messages from "#core/messages/export-dialog.en.ts";
import { redlineNoteTexts } from "#core/phrases/redline-note-text.ts";
import { DialogFrame } from "../components/DialogFrame.tsx";
import { ExportProgress } from "./ExportProgress.tsx";
import { SavedNotes } from "./SavedNotes.tsx";
import type { RunningExport } from "./use-export.ts";

/**
 * The progress of an export, then the notes about the file or, as children, the error. A button stops or closes
 * it.
 */
export function RunningExportDialog({
  running: { isPending, error, progress, stop },
  notes,
  title = messages.exportRedline,
  textsOf = redlineNoteTexts,
  onClose,
  children,
}: {
  running: Pick<RunningExport<unknown>, "isPending" | "error" | "progress" | "stop">;
  /** As in the header of the answer. */
  notes: string | null;
  title?: string;
  /** Describes the notes. */
  textsOf?: (notes: string, language: string) => string[];
  onClose: () => void;
  children: ReactNode;
}): ReactNode {
  const close = (): void => {
    stop();
    onClose();
  };
  return (
    <DialogFrame title={title} isDismissable={false} onClose={close}>
      {isPending && <ExportProgress progress={progress} />}
      {!isPending && !error && notes !== null && <SavedNotes notes={notes} textsOf={textsOf} />}
      {children}
      <div className="dialog-actions">
        <Button className="button button-quiet" onPress={close}>
          {isPending ? messages.cancel : messages.close}
        </Button>
      </div>
    </DialogFrame>
  );
}
