import type { ReactNode } from "react";
import { Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import { exportFormats, RedlineFormat } from "#core/compile/export-format.ts";
import * as messages from "#core/messages/export-dialog.en.ts";
import { ProblemNotice } from "../components/ProblemNotice.tsx";
import { lazyComponent } from "../components/lazy-component.tsx";
import { saveFile } from "./SaveTable.tsx";
import { useExport, type ExportRequest } from "./use-export.ts";

const RunningExportDialog = lazyComponent(async () => (await import("./RunningExportDialog.tsx")).RunningExportDialog);

const formatNames: Readonly<Record<RedlineFormat, string>> = {
  html: messages.webPage,
  docx: messages.wordTrackedChanges,
  pdf: messages.pdfFormat,
};

/**
 * Exports a redline as a file and shows the progress.
 *
 * @param name the file's, without its extension
 * @param trigger the button that opens the list of formats
 */
export function RedlineExport({
  request,
  name,
  trigger,
}: {
  request: (format: RedlineFormat, request: ExportRequest) => Promise<Blob>;
  name: string;
  trigger: ReactNode;
}): ReactNode {
  const running = useExport(request, (file, format) => saveFile(file, `${name}.${exportFormats[format].ending}`));
  return (
    <>
      <MenuTrigger>
        {trigger}
        <Popover className="popover" placement="bottom end">
          <Menu className="menu" aria-label={messages.exportRedline}>
            {RedlineFormat.options.map((format) => (
              <MenuItem key={format} id={format} className="menu-item" onAction={() => running.start(format)}>
                {formatNames[format]}
              </MenuItem>
            ))}
          </Menu>
        </Popover>
      </MenuTrigger>
      {(running.isPending || running.error !== null) && (
        <RunningExportDialog running={running}>
          {running.error && <ProblemNotice error={running.error} />}
        </RunningExportDialog>
      )}
    </>
  );
}
