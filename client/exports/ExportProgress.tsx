import type { ReactNode } from "react";
import type { FileProgress } from "#core/contract/file-pieces.ts";
import { exportDialog as messages } from "#core/messages/catalogues.ts";
import { Progress } from "../components/Progress.tsx";
import { formatMessage } from "../page-parts/messages.ts";

/**
 * Progress of an export: a percentage while the file is written, and only the name of the stage if it cannot be
 * measured.
 */
export function ExportProgress({ progress }: { progress: FileProgress | null }): ReactNode {
  const counted = progress === null || progress.stage === "writing";
  const share = progress ? progress.done / Math.max(progress.of, 1) : 0;
  return <Progress share={counted ? share : null} describe={(percent) => describeProgress(progress, percent)} />;
}

function describeProgress(progress: FileProgress | null, percent: string): string {
  switch (progress?.stage) {
    case undefined:
      return messages.collectingContent;
    case "waiting":
      return messages.waitingForServer;
    case "writing":
      return formatMessage(messages.writingFile, { percent });
    case "printing":
      return messages.printingPages;
    case "finishing":
      return messages.addingComments;
  }
}
