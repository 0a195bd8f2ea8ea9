import type { ShownContribution, ShownItem } from "#core/contract/contribution-operations.ts";
import { clauseOfTarget } from "#core/discuss/target.ts";
import { contributions, contributionsPage, inLanguage } from "#core/messages/catalogues.ts";
import { markName } from "#core/phrases/file-text.ts";
import { formatMessage } from "#core/phrases/format-message.ts";
import { commaText } from "#core/phrases/list-text.ts";
import { uncheckedText, wordIn } from "#core/phrases/message-text.ts";
import type { TextTableData } from "#core/phrases/text-table.ts";
import type { SetAside } from "#core/receive/contribution.ts";
import { isDoubtful, type ItemResult, itemResults, resultOf } from "#core/receive/item-result.ts";
import { clauseById, type VersionText } from "#core/text/clause.ts";

/** A part of a file, such as a row of a table, with its result and the item that was made from it. */
export interface ContributionRow {
  id: string;
  /** Its name in the file: "row 12". */
  name: string;
  /** The source that it names, or its author. Empty if it names none. */
  source: string;
  /** The organisations in whose name it is imported, or its source. */
  author: string;
  text: string;
  /** Citation of its clause; null if it has no location or is about the whole document. */
  citation: string | null;
  result: ItemResult;
  /** Null if it became no item. */
  item: ShownItem | null;
  /** Why it became no item; null for an item. */
  setAside: SetAside | null;
}

type Reviewed = Pick<
  ShownContribution,
  "items" | "setAside" | "state" | "handMarks" | "unmarked" | "organisations" | "sources"
>;

/**
 * Lists the parts of a file in its order, with those that became no item.
 *
 * @param text The text of its version. Null if that is unknown.
 */
export function contributionRows(
  contribution: Reviewed,
  text: VersionText | null,
  language: string,
): ContributionRow[] {
  const { organisations, sources } = contribution;
  const namesOf = (of: typeof organisations): string =>
    commaText(
      of.map(({ name }) => name),
      language,
    );
  const owners = new Map(sources.filter(({ isOwn }) => isOwn).map((one) => [one.name, one]));
  const authorOf = (item: ShownItem): string => {
    const { source = "" } = item;
    const owner = owners.get(source);
    return (owner ? namesOf(owner.organisations) : item.isHeld ? "" : namesOf(organisations)) || source || item.author;
  };
  const nameOf = ([mark = ""]: readonly string[]): string => markName(mark, language);
  const rows = [
    ...contribution.items.map((item): ContributionRow => {
      const [target] = item.targets;
      const clause = target && clauseOfTarget(target);
      return {
        ...{ id: item.id, name: nameOf(item.marks), source: item.source || item.author, author: authorOf(item) },
        text: item.text === "" ? item.words : item.text,
        citation: clause === undefined ? null : ((text && clauseById(text, clause)?.citation) ?? null),
        ...{ result: resultOf(item, contribution), item, setAside: null },
      };
    }),
    ...contribution.setAside.map((part, index): ContributionRow => ({
      ...{ id: `set-aside-${index}`, name: nameOf(part.marks), source: part.author, author: part.author },
      ...{ text: part.words, citation: null, result: part.code === "said-already" ? "here" : "left-out" },
      ...{ item: null, setAside: part },
    })),
  ];
  // Numbers are compared as numbers, so that row 2 comes before row 10.
  const order = new Intl.Collator("en", { numeric: true });
  const keyOf = ({ item, setAside }: ContributionRow): string => (item ?? setAside)?.marks[0] ?? "";
  return rows.sort((one, other) => order.compare(keyOf(one), keyOf(other)));
}

/** The messages that name results. */
export const resultTexts = {
  ready: "resultReady",
  imported: "resultImported",
  here: "resultHere",
  held: "resultHeld",
  unplaced: "resultUnplaced",
  "left-out": "resultLeftOut",
} as const satisfies Readonly<Record<ItemResult, keyof typeof contributionsPage>>;

/** Returns why a part of a file is not imported. Empty if it is. */
export function reasonText({ result, item, setAside }: ContributionRow, language: string): string {
  const messages = inLanguage(contributionsPage, language);
  if (setAside)
    return uncheckedText({ code: `set-aside-${setAside.code}`, params: setAside.params }, language, contributions);
  if (result === "left-out") return item?.reason ?? "";
  if (result === "held") return messages.sourceNotConfirmed;
  if (result !== "unplaced") return "";
  return item?.doubt && isDoubtful(item)
    ? uncheckedText({ ...item.doubt, code: `doubt-${item.doubt.code}` }, language, contributions)
    : messages.noLocationFound;
}

/** Counts the parts of a file by author and result, with a row for all of them. Results without parts have no column. */
export function authorsTable(rows: readonly ContributionRow[], language: string): TextTableData {
  const messages = inLanguage(contributionsPage, language);
  const results = itemResults.filter((result) => rows.some((row) => row.result === result));
  const authors = new Map<string, ContributionRow[]>();
  for (const row of rows) authors.set(row.author, [...(authors.get(row.author) ?? []), row]);
  const counted = (head: string, some: readonly ContributionRow[]): TextTableData["rows"][number] => ({
    ...{ head, href: null },
    cells: [some.length, ...results.map((result) => some.filter((row) => row.result === result).length)].map((count) =>
      formatMessage(messages.countCell, { count }, language),
    ),
  });
  return {
    caption: messages.byAuthor,
    columns: [
      messages.authorColumn,
      messages.receivedColumn,
      ...results.map((result) => messages[resultTexts[result]]),
    ],
    rows: [
      ...[...authors].map(([author, some]) => counted(author || messages.noSource, some)),
      counted(messages.totalRow, rows),
    ],
  };
}

/** Lists the parts of a file with their result and its reason. */
export function resultsTable(rows: readonly ContributionRow[], language: string): TextTableData {
  const messages = inLanguage(contributionsPage, language);
  const word = wordIn(language);
  return {
    caption: messages.resultsTitle,
    columns: [
      ...[messages.partColumn, messages.authorColumn, messages.sourceField, messages.locationField],
      ...[messages.kindColumn, messages.textColumn, messages.resultColumn, messages.reasonColumn],
    ],
    rows: rows.map((row) => {
      const { name, author, source, citation, item, text, result } = row;
      const place = citation ?? (item && item.targets.length > 0 ? messages.wholeDocumentOption : "");
      return {
        ...{ head: name, href: null },
        cells: [
          ...[author, source, place, item ? word(`kind-${item.kind}`) : "", text],
          ...[messages[resultTexts[result]], reasonText(row, language)],
        ],
      };
    }),
  };
}
