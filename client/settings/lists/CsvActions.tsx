import { Download, FileInput } from "lucide-react";
import { type ReactNode, useState } from "react";
import { settingsPage as messages } from "#core/messages/catalogues.ts";
import { urlOf } from "../../api/call.ts";
import { type CsvKind, ImportDialog } from "./ImportDialog.tsx";

/** The buttons that import and export people or organisations as CSV. */
export function CsvActions({ kind, withExport = true }: { kind: CsvKind; withExport?: boolean }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const isPeople = kind === "people";
  return (
    <>
      <button
        type="button"
        className="button"
        aria-label={isPeople ? messages.importPeopleLabel : messages.importOrganisationsLabel}
        onClick={() => setOpen(true)}
      >
        <FileInput size={16} aria-hidden /> {messages.importCsv}
      </button>
      {withExport && (
        <a
          className="button"
          href={urlOf(isPeople ? "exportPeople" : "exportOrganisations", {})}
          download={isPeople ? messages.peopleFile : messages.organisationsFile}
          aria-label={isPeople ? messages.exportPeopleLabel : messages.exportOrganisationsLabel}
        >
          <Download size={16} aria-hidden /> {messages.exportCsv}
        </a>
      )}
      {isOpen && <ImportDialog kind={kind} onClose={() => setOpen(false)} />}
    </>
  );
}
