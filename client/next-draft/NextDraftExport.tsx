import { Download } from "lucide-react";
import { useState, type ReactNode } from "react";
import { exportDialog as messages } from "#core/messages/catalogues.ts";
import type { Version } from "#core/text/version.ts";
import { call } from "../api/call.ts";
import { lazyComponent } from "../components/lazy-component.tsx";
import { Menu } from "../components/Menu.tsx";
import { PopoverButton } from "../components/Popover.tsx";
import { ProblemNotice } from "../components/PageStates.tsx";
import { ExportItem } from "../exports/ExportItem.tsx";
import { saveFile } from "../exports/SaveTable.tsx";
import { useExport } from "../exports/use-export.ts";

const RunningExportDialog = lazyComponent(
  async () => (await import("../exports/RunningExportDialog.tsx")).RunningExportDialog,
);

const offers = [
  { changes: "made", name: messages.nextDraftMade, about: messages.nextDraftMadeNote },
  { changes: "tracked", name: messages.nextDraftTracked, about: messages.nextDraftTrackedNote },
] as const;

/** Exports the chosen proposals as a Word file: the draft's own one, if it has one, with the changes made or tracked. */
export function NextDraftExport({
  version,
  proposals,
}: {
  version: Pick<Version, "id" | "documentId" | "round" | "language">;
  proposals: readonly string[];
}): ReactNode {
  const [notes, setNotes] = useState<string | null>(null);
  const running = useExport(
    (changes: "made" | "tracked", request) =>
      call("exportWorkingText", {
        ...request,
        onHeaders: (headers) => setNotes(headers.get("word-notes")),
        params: { version: version.id },
        query: { proposals: [...proposals], changes, wordLayout: "original" },
      }),
    (file) => saveFile(file, `${version.documentId}-${version.round}-${version.language}-next.docx`),
  );
  return (
    <>
      <PopoverButton
        kind="menu"
        className="button button-quiet"
        face={
          <>
            <Download size={16} aria-hidden />
            {messages.nextDraftWord}
          </>
        }
      >
        <Menu className="redline-menu" label={messages.nextDraftWord}>
          {offers.map(({ changes, name, about }) => (
            <ExportItem key={changes} name={name} about={about} onAction={() => running.start(changes)} />
          ))}
        </Menu>
      </PopoverButton>
      {(running.isPending || running.error !== null || notes !== null) && (
        <RunningExportDialog running={running} notes={notes} isRedline={false} onClose={() => setNotes(null)}>
          {running.error && <ProblemNotice error={running.error} />}
        </RunningExportDialog>
      )}
    </>
  );
}
