import { quotedText, annotationText } from "#core/discuss/annotation-text.ts";
import { organisationsBehind } from "#core/discuss/speaker.ts";
import type { LedgerDraft, LedgerRow } from "#core/contract/outcome-rows.ts";
import { readingPath } from "#core/contract/pages.ts";
import type { Params } from "#core/messages/catalogue.ts";
import { sayDate } from "#core/messages/dates.ts";
import { say } from "#core/messages/messages.ts";
import type { SaidTable } from "#core/messages/text-table.ts";
import { saySource } from "#core/messages/say-source.ts";

/**
 * Builds the outcomes table: one row per comment, with its source and text, and one column per draft, with the outcome
 * and its reason.
 */
export function ledgerTable(rows: readonly LedgerRow[], drafts: readonly LedgerDraft[], language: string): SaidTable {
  const word = (code: string, params: Params = {}): string => say({ code, params }, language);
  const heads = ["source", "group", "kind", "type", "date", "made-on", "quote", "says", "decision"] as const;
  return {
    caption: word("ledger-caption"),
    columns: [...heads.map((head) => word(`ledger-${head}`)), ...drafts.map(({ label }) => label)],
    rows: rows.map(({ annotation, madeOn, outcome, cells }) => {
      const { id, speaker, kind, type, createdAt } = annotation;
      const others = speaker.jointly.length > 0 ? organisationsBehind(speaker).slice(1) : [];
      return {
        head: [saySource(speaker, language), ...others.map(({ shortName }) => shortName)].join(", "),
        href: `${readingPath(madeOn)}?note=${id}`,
        cells: [
          word(`group-${speaker.group}`),
          word(`kind-${kind}`),
          word(`type-${type}`),
          sayDate(createdAt, language),
          madeOn,
          quotedText(annotation),
          annotationText(annotation),
          word(`disposition-${outcome ?? "undecided"}`),
          ...drafts.map((draft) => {
            const cell = cells.get(draft.id);
            if (!cell) return draft.id === annotation.versionId ? word("ledger-made-here") : "";
            const settled = cell.settled === null ? "" : ` (${word(`place-act-${cell.settled}`)})`;
            return `${word(`state-${cell.state}`)}${settled}. ${word(cell.reason.code, cell.reason.params)}`;
          }),
        ],
      };
    }),
  };
}
