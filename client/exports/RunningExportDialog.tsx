import type { ReactNode } from "react";
import { Button } from "react-aria-components";
import * as messages from "#core/messages/export-dialog.en.ts";
import { DialogFrame } from "../components/DialogFrame.tsx";
import { ExportProgress } from "./ExportProgress.tsx";
import type { RunningExport } from "./use-export.ts";

/** The progress of a redline export or, as children, its error, and a button that stops or closes it. */
export function RunningExportDialog({
  running: { isPending, progress, stop },
  children,
}: {
  running: Pick<RunningExport<unknown>, "isPending" | "progress" | "stop">;
  children: ReactNode;
}): ReactNode {
  return (
    <DialogFrame title={messages.exportRedline} isDismissable={false} onClose={stop}>
      {isPending && <ExportProgress progress={progress} />}
      {children}
      <div className="dialog-actions">
        <Button className="button button-quiet" onPress={stop}>
          {isPending ? messages.cancel : messages.close}
        </Button>
      </div>
    </DialogFrame>
  );
}
