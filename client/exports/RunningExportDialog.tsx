import type { ReactNode } from "react";
import { Button } from "react-aria-components";
import * as messages from "#core/messages/export-dialog.en.ts";
import { redlineNoteTexts } from "#core/phrases/redline-note-text.ts";
import { DialogFrame } from "../components/DialogFrame.tsx";
import { ExportProgress } from "./ExportProgress.tsx";
import type { RunningExport } from "./use-export.ts";
import "./redline-export.css";

/**
 * The progress of a redline export, then the notes about the file or, as children, the error. A button stops or closes
 * it.
 */
export function RunningExportDialog({
  running: { isPending, error, progress, stop },
  notes,
  onClose,
  children,
}: {
  running: Pick<RunningExport<unknown>, "isPending" | "error" | "progress" | "stop">;
  /** As in the header of the answer. */
  notes: string | null;
  onClose: () => void;
  children: ReactNode;
}): ReactNode {
  const close = (): void => {
    stop();
    onClose();
  };
  return (
    <DialogFrame title={messages.exportRedline} isDismissable={false} onClose={close}>
      {isPending && <ExportProgress progress={progress} />}
      {!isPending && !error && notes !== null && (
        <>
          <p>{notes.includes("removed-") ? messages.redlineSavedWithout : messages.redlineSaved}</p>
          <ul className="redline-notes">
            {redlineNoteTexts(notes, "en").map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </>
      )}
      {children}
      <div className="dialog-actions">
        <Button className="button button-quiet" onPress={close}>
          {isPending ? messages.cancel : messages.close}
        </Button>
      </div>
    </DialogFrame>
  );
}
