import type { ReactNode } from "react";
import { Label, ProgressBar } from "react-aria-components";
import type { FileProgress } from "#core/contract/file-pieces.ts";
import { exportDialog as messages } from "#core/messages/catalogues.ts";
import { formatMessage } from "../page-parts/messages.ts";
import "../components/progress.css";

/**
 * Progress of an export: a percentage while the file is written, and only the name of the stage if it cannot be
 * measured.
 */
export function ExportProgress({ progress }: { progress: FileProgress | null }): ReactNode {
  const counted = progress === null || progress.stage === "writing";
  const share = progress ? progress.done / Math.max(progress.of, 1) : 0;
  return (
    <ProgressBar className="progress" value={share * 100} isIndeterminate={!counted}>
      {({ percentage, valueText }) => (
        <>
          <Label className="quiet">{describeProgress(progress, valueText)}</Label>
          <span className="progress-track" aria-hidden>
            <span style={counted ? { inlineSize: `${percentage ?? 0}%` } : {}} />
          </span>
        </>
      )}
    </ProgressBar>
  );
}

function describeProgress(progress: FileProgress | null, share: string | undefined): string {
  switch (progress?.stage) {
    case undefined:
      return messages.collectingContent;
    case "waiting":
      return messages.waitingForServer;
    case "writing":
      return formatMessage(messages.writingFile, { percent: share ?? "" });
    case "printing":
      return messages.printingPages;
    case "finishing":
      return messages.addingComments;
  }
}
