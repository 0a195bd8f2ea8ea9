import type { ReactNode } from "react";
import { exportDialog as messages } from "#core/messages/catalogues.ts";
import { ownFileNoteTexts, redlineNoteTexts } from "#core/phrases/word-note-text.ts";
import { DialogFrame } from "../components/DialogFrame.tsx";
import { ExportProgress } from "./ExportProgress.tsx";
import type { RunningExport } from "./use-export.ts";
import "./redline-export.css";

/**
 * The progress of an export, then the notes about the file or, as children, the error. A button stops or closes
 * it.
 */
export function RunningExportDialog({
  running: { isPending, error, progress, stop },
  notes,
  isRedline = true,
  title = isRedline ? messages.exportRedline : messages.nextDraftWord,
  onClose,
  children,
}: {
  running: Pick<RunningExport<unknown>, "isPending" | "error" | "progress" | "stop">;
  /** As in the header of the answer. */
  notes: string | null;
  /** Whether the file is a redline, and not a draft's text. */
  isRedline?: boolean;
  title?: string;
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
      {!isPending && !error && notes !== null && <SavedNotes notes={notes} isRedline={isRedline} />}
      {children}
      <div className="dialog-actions">
        <button type="button" className="button button-quiet" onClick={close}>
          {isPending ? messages.cancel : messages.close}
        </button>
      </div>
    </DialogFrame>
  );
}

/** Shows the notes about a file after it was saved. */
export function SavedNotes({
  notes,
  isRedline,
}: {
  /** As in the header of the answer. */
  notes: string;
  /** Whether the file is a redline, and not a draft's text. */
  isRedline: boolean;
}): ReactNode {
  const textsOf = isRedline ? redlineNoteTexts : ownFileNoteTexts;
  return (
    <div role="status">
      <p>{notes.includes("removed-") ? messages.redlineSavedWithout : messages.redlineSaved}</p>
      <ul className="word-notes">
        {textsOf(notes, "en").map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </div>
  );
}
