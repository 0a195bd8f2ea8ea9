import { Download } from "lucide-react";
import { type ReactNode, useMemo, useState } from "react";
import { exportFormats, type ReconciliationFormat } from "#core/compile/export-format.ts";
import type { ShownContribution } from "#core/contract/contribution-operations.ts";
import { contributionsPage as messages, interfaceLanguage } from "#core/messages/catalogues.ts";
import { authorsTable, contributionRows } from "#core/phrases/contribution-rows.ts";
import type { VersionText } from "#core/text/clause.ts";
import { call } from "../api/call.ts";
import { lazyComponent } from "../components/lazy-component.tsx";
import { TextTable } from "../page-parts/TextTable.tsx";
import "../page-parts/text-table.css";
import { formatMessage } from "../page-parts/messages.ts";

const RunningFile = lazyComponent(async () => (await import("../exports/RunningFile.tsx")).RunningFile);

const formats = [
  ["html", "reportPage"],
  ["pdf", "reportPdf"],
  ["csv", "reportCsv"],
] as const satisfies readonly (readonly [ReconciliationFormat, keyof typeof messages])[];

/** The reconciliation report of a file, which is computed once it is unfolded. */
export function Reconciliation(facts: Parameters<typeof Report>[0]): ReactNode {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="review-list" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{messages.reconciliationTitle}</summary>
      {isOpen && <Report {...facts} />}
    </details>
  );
}

/** The numbers of the parts of a file by author and result, and the report on each of them as a file. */
function Report({
  contribution,
  text,
}: {
  contribution: ShownContribution;
  /** The text of its version; null if that is unknown or not loaded. */
  text: VersionText | null;
}): ReactNode {
  const { id, source } = contribution;
  const [format, setFormat] = useState<ReconciliationFormat | null>(null);
  const table = useMemo(
    () => authorsTable(contributionRows(contribution, text, interfaceLanguage()), interfaceLanguage()),
    [contribution, text],
  );
  return (
    <>
      <p className="quiet">{messages.reconciliationAbout}</p>
      <TextTable table={table} />
      <p className="quiet small">
        {messages.hashField}:{" "}
        <code dir="ltr" translate="no">
          {source.hash}
        </code>
      </p>
      <p className="row">
        {formats.map(([one, name]) => (
          <button key={one} type="button" className="button button-quiet" onClick={() => setFormat(one)}>
            <Download size={16} aria-hidden /> {messages[name]}
          </button>
        ))}
      </p>
      {format && (
        <RunningFile
          title={messages.reconciliationTitle}
          name={formatMessage(messages.reportFile, {
            name: source.fileName.replace(/\.[^.]*$/u, ""),
            ending: exportFormats[format].ending,
          })}
          request={(request) =>
            call("exportReconciliation", { ...request, params: { contribution: id }, query: { format } })
          }
          onClose={() => setFormat(null)}
        />
      )}
    </>
  );
}
