import { type ReactNode, useState } from "react";
import type { ListedDocument, ListedVersion } from "#core/contract/forum-operations.ts";
import { documentSettings as messages } from "#core/messages/catalogues.ts";
import type { VersionCorrection } from "#core/text/version.ts";
import { useNamesOfPeople } from "../../api/participant-queries.ts";
import { formatDate, languageName, Moment } from "../../components/format.tsx";
import { listText, formatMessage } from "../../page-parts/messages.ts";
import { lazyComponent } from "../../components/lazy-component.tsx";
import { CorrectionDialog } from "./CorrectionDialog.tsx";
import { RecordTable } from "../lists/RecordTable.tsx";

const LinesDialog = lazyComponent(async () => (await import("./LinesDialog.tsx")).LinesDialog);

/** The published drafts of a document, folded, with the record of their corrections. */
export function PublishedDrafts({ document }: { document: ListedDocument }): ReactNode {
  const [correcting, setCorrecting] = useState<ListedVersion | null>(null);
  const [numbering, setNumbering] = useState<ListedVersion | null>(null);
  const published = document.versions.filter(({ state }) => state === "published" || state === "withdrawn");
  const count = formatMessage(messages.drafts, { count: published.length });
  if (published.length === 0) return <p className="quiet small document-drafts">{count}</p>;
  return (
    <details className="document-drafts">
      <summary>{count}</summary>
      <RecordTable
        caption={formatMessage(messages.draftsOf, { document: document.shortTitle })}
        rows={published}
        columns={[
          {
            head: messages.draftHead,
            cell: ({ label, state }) => (
              <>
                <bdi>{label}</bdi>
                {state === "withdrawn" && <span className="record-mark">{messages.withdrawn}</span>}
              </>
            ),
          },
          { head: messages.dateHead, cell: ({ date }) => <span className="unbroken">{formatDate(date)}</span> },
          { head: messages.languageHead, cell: ({ language }) => languageName(language) },
          {
            head: messages.symbolHead,
            cell: ({ symbol }) => <SymbolText own={symbol} ofDocument={document.symbol} />,
          },
        ]}
        nameOf={({ label, language }) => `${label}, ${languageName(language)}`}
        actionsOf={(version) =>
          version.state === "published"
            ? [
                { id: "correct", label: messages.correct, act: () => setCorrecting(version) },
                { id: "lines", label: messages.takeLines, act: () => setNumbering(version) },
              ]
            : []
        }
        isMuted={({ state }) => state === "withdrawn"}
      />
      <Corrections versions={published} />
      {correcting && <CorrectionDialog document={document} version={correcting} onClose={() => setCorrecting(null)} />}
      {numbering && <LinesDialog document={document} version={numbering} onClose={() => setNumbering(null)} />}
    </details>
  );
}

function SymbolText({ own, ofDocument }: { own: string | undefined; ofDocument: string | undefined }): ReactNode {
  if (own !== undefined) return <bdi>{own}</bdi>;
  return (
    <span className="quiet">
      {ofDocument === undefined ? messages.noSymbol : formatMessage(messages.documentSymbol, { symbol: ofDocument })}
    </span>
  );
}

/** The corrections of drafts, with the values before each. */
function Corrections({ versions }: { versions: readonly ListedVersion[] }): ReactNode {
  const rows = versions.flatMap((version) =>
    (version.corrections ?? []).map((correction, index, all) => ({
      version,
      correction,
      after: all[index + 1]?.before ?? { ...version, symbol: version.symbol ?? null },
    })),
  );
  const personNamed = useNamesOfPeople(rows.flatMap(({ correction }) => correction.by ?? []));
  if (rows.length === 0) return null;
  const nameOf = (by: string | null): string =>
    by === null ? messages.byProgram : (personNamed(by) ?? messages.someone);
  return (
    <>
      <h4 className="corrections-head">{formatMessage(messages.corrections, { count: rows.length })}</h4>
      <ul className="corrections">
        {rows.map(({ version, correction, after }) => (
          <li key={`${version.id} ${correction.at}`}>
            <p>
              <bdi>
                {formatMessage(messages.correctionOf, {
                  draft: version.label,
                  before: beforeText(correction.before, after),
                })}
              </bdi>
            </p>
            <p>
              <bdi>{correction.reason}</bdi>
            </p>
            <p className="quiet small">
              <bdi>{nameOf(correction.by)}</bdi> · <Moment at={correction.at} />
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Names the fields that a correction changed, with their earlier values. */
function beforeText(before: VersionCorrection["before"], after: VersionCorrection["before"]): string {
  const changed = [
    ...(before.label === after.label ? [] : [formatMessage(messages.correctionLabel, { label: before.label })]),
    ...(before.date === after.date ? [] : [formatMessage(messages.correctionDate, { date: formatDate(before.date) })]),
    ...(before.symbol === after.symbol
      ? []
      : [
          before.symbol === null
            ? messages.correctionNoSymbol
            : formatMessage(messages.correctionSymbol, { symbol: before.symbol }),
        ]),
  ];
  return changed.length === 0 ? messages.correctionNothing : listText(changed);
}
