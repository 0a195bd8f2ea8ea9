import { streamSafe } from "#core/text/stream-safe.ts";
import { Fragment, type Node } from "prosemirror-model";
import { AnnotationKind } from "#core/discuss/annotation.ts";
import { exports } from "#core/messages/catalogues.ts";
import { messageTextFrom } from "#core/phrases/message-text.ts";
import { type ColumnMapping, type FileColumn, FormColumn } from "#core/receive/file-columns.ts";
import type { RemarkNotice } from "#core/receive/read-contribution.ts";
import type { Notice } from "#core/text/notice.ts";
import { mostCells, type TableRow } from "./read-sheets.ts";

/**
 * The columns of the comment form, their names in other forms, in earlier releases of ours and in other languages, and
 * words that indicate them in any other heading.
 */
const columns = {
  number: {
    names: [
      "no",
      "nr",
      "n",
      "#",
      "id",
      "comment no",
      "comment number",
      "numero",
      "num",
      "الرقم",
      "номер",
      "п п",
      "序号",
      "编号",
    ],
    pattern: null,
  },
  source: {
    names: [
      ...[
        "mb nc",
        "mb",
        "member body",
        "organisation",
        "organization",
        "submitted by",
        "contributor",
        "entity",
        "from",
      ],
      ...["organisme", "auteur", "source", "organismo", "entidad", "organizacion", "الجهة", "المنظمة", "المصدر"],
      ...["организация", "источник", "组织", "单位", "机构", "来源"],
    ],
    pattern:
      /(?<!\p{L})(?:source|organi[sz](?:ation|me|acion)s?|country|member body|delegation|organismo|entidad|организация)(?!\p{L})|الجهة|المنظمة/u,
  },
  page: { names: ["page", "page no", "page number", "p", "pagina", "الصفحة", "страница", "页", "页码"], pattern: null },
  line: {
    names: [
      "line",
      "lines",
      "line no",
      "line number",
      "line numbers",
      "ligne",
      "lignes",
      "linea",
      "lineas",
      "السطر",
      "строка",
      "行",
      "行号",
    ],
    pattern: null,
  },
  pageLine: { names: ["page line", "page lines", "page and line", "page ligne", "pagina linea"], pattern: null },
  clause: {
    names: [
      ...["clause subclause", "clause no subclause no annex", "section", "article", "provision", "paragraph number"],
      ...[
        "seccion",
        "articulo",
        "apartado",
        "القسم",
        "المادة",
        "البند",
        "раздел",
        "статья",
        "пункт",
        "章节",
        "条款",
        "节",
      ],
    ],
    pattern:
      /(?<!\p{L})(?:clause|subclause|section|article|seccion|articulo|раздел|пункт)(?!\p{L})|القسم|المادة|البند|条款|章节/u,
  },
  part: {
    names: ["paragraph figure table note", "paragraph figure table", "paragraph", "element"],
    pattern: /\b(?:figure|table|note)\b/u,
  },
  type: {
    names: ["type of comment", "comment type", "category", "type de commentaire", "نوع التعليق", "тип", "类型"],
    pattern: /\btype\b/u,
  },
  comment: {
    names: [
      ...["comments", "justification", "rationale", "comment justification", "commentaire", "commentaires"],
      ...["comentario", "comentarios", "التعليق", "التعليقات", "комментарий", "комментарии", "意见", "评论"],
    ],
    pattern:
      /(?<!\p{L})(?:comments?|justification|rationale|remarks?|reasons?|commentaires?|comentarios?|комментари[йи])(?!\p{L})|التعليق|意见/u,
  },
  change: {
    names: [
      ...["proposal", "proposed text", "proposed wording", "suggested change", "suggested text", "amendment"],
      ...[
        "modification proposee",
        "texte propose",
        "cambio propuesto",
        "texto propuesto",
        "التعديل المقترح",
        "النص المقترح",
      ],
      ...["предлагаемое изменение", "предложение", "建议修改", "修改建议", "建议"],
    ],
    pattern:
      /(?<!\p{L})(?:propos(?:ed|als?|ee?s?|ition)|suggest(?:ed|ions?)|amendments?|propuest[ao]s?|предл\p{L}*)(?!\p{L})|المقترح|التعديل|建议|修改/u,
  },
  observation: {
    names: ["observations of the secretariat", "disposition", "decision", "resolution"],
    pattern: /\b(?:secretariat|observations?|disposition|decision|resolution)\b/u,
  },
  words: { names: ["words", "text", "original text", "existing text", "current text", "quote"], pattern: null },
  kind: { names: [], pattern: null },
  person: { names: ["name", "contact", "author", "delegate"], pattern: /\b(?:name|author|contact)\b/u },
  group: { names: ["stakeholder group"], pattern: null },
  date: { names: ["date of comment", "submitted"], pattern: /\bdate\b/u },
  origin: { names: [], pattern: null },
  address: { names: [], pattern: null },
  place: { names: ["place in this draft"], pattern: null },
  reason: { names: ["why there"], pattern: null },
  positions: { names: [], pattern: null },
  replies: { names: ["answers"], pattern: null },
  imported: { names: [], pattern: null },
  standing: { names: ["standing"], pattern: null },
} as const satisfies Record<FormColumn, { names: readonly string[]; pattern: RegExp | null }>;

/** Headings of the comments, or of the secretariat's observations beside them. */
const eitherName =
  /^(?:remarks?|observations?|remarques?|observacion(?:es)?|notes?|ملاحظات|ملاحظة|замечани[ея]|примечани[ея]|备注)$/u;

const formColumns = FormColumn.options;

/** Order of preference when a heading indicates several columns: "comment on proposed change" is a proposed change. */
const preference: readonly FormColumn[] = [
  "change",
  "observation",
  "type",
  "comment",
  "clause",
  "part",
  "source",
  "person",
  "date",
];

/** Columns by name; our own names win. */
const byName = new Map(
  formColumns.toReversed().flatMap((column) => namesOf(column).map((name) => [name, column] as const)),
);

/** Number of rows to search for the headings. An ISO form has about 10 rows above them: title, document name, date. */
export const furthestHead = 30;
/** Maximum number of cells in a heading row. A form has 2 dozen columns, and other forms a few more. */
const mostHeads = 200;

export interface FormColumns {
  /** The row of the headings, from 0. */
  head: number;
  /** The index of each column. Missing columns have no entry. */
  places: ReadonlyMap<FormColumn, number>;
  /** Columns that do not belong to the form. */
  unknown: readonly number[];
  notices: Notice[];
}

/**
 * Finds the comment form's columns by their headings, in any order and below any title.
 *
 * - A heading is recognised by name: ours, or the names used by ISO and others.
 * - Any other heading is recognised by a word in it, with a notice. It never takes a column from one recognised by
 *   name.
 * - The heading row is the one with the most recognised headings.
 * - Headings for which a person chose a column come first.
 *
 * Returns null if no row has a comment or a proposed change and one further column.
 */
export function findFormColumns(rows: readonly TableRow[], chosen: ColumnMapping = {}): FormColumns | null {
  let best: (FormColumns & { score: number }) | null = null;
  for (const [head, row] of rows.slice(0, furthestHead).entries()) {
    if (row.filter((cell) => cell !== "").length > mostHeads) continue;
    const known = headKeys(row).filter((key, at) => row[at] !== "" && chosen[key] !== undefined).length;
    const formColumns = columnsOf(row, head, chosen);
    const { places } = formColumns;
    if (places.size + known < 2 || !(places.has("comment") || places.has("change"))) continue;
    const score = known * mostHeads + places.size;
    if (!best || score > best.score) best = { ...formColumns, score };
  }
  return best;
}

/** Returns the keys of columns: their normalised headings, with a number from the second column with a heading on. */
function headKeys(heads: TableRow): string[] {
  const counts = new Map<string, number>();
  return heads.map((head) => {
    const name = folded(head);
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return count === 1 ? name : `${name} ${String(count)}`.trim();
  });
}

const mostSamples = 3;
/** Maximum length of a sample, in characters. */
const longestSample = 120;
/** Number of rows below the headings in which samples are looked for. */
const sampledRows = 200;

/** Returns the columns of a table that have content, with samples of it. */
export function fileColumnsOf(rows: readonly TableRow[], { head, places }: FormColumns): FileColumn[] {
  const heads = rows[head] ?? [];
  const keys = headKeys(heads);
  const below = rows.slice(head + 1, head + 1 + sampledRows);
  return heads.flatMap((name, at): FileColumn[] => {
    const cells = [...new Set(below.map((row) => row[at] ?? ""))].filter((cell) => cell !== "");
    if (name === "" && cells.length === 0) return [];
    const samples = cells.slice(0, mostSamples).map((cell) => Array.from(cell).slice(0, longestSample).join(""));
    const column = formColumns.find((one) => places.get(one) === at) ?? null;
    return [{ key: keys[at] ?? "", head: name, samples, column }];
  });
}

function columnsOf(heads: TableRow, head: number, chosen: ColumnMapping): FormColumns {
  const places = new Map<FormColumn, number>();
  const choices = headKeys(heads).map((key) => chosen[key]);
  for (const [at, column] of choices.entries()) if (column && !places.has(column)) places.set(column, at);
  const notices: Notice[] = [];
  const unknown: number[] = [];
  const notice = (code: RemarkNotice, at: number, column?: FormColumn): void => {
    const params = { head: heads[at] ?? "", ...(column && { column: nameOf(column) }) };
    notices.push({ code, params, place: "" });
  };
  const open: number[] = [];
  const either: number[] = [];
  for (const [at, name] of heads.entries()) {
    if (choices[at] !== undefined) {
      if (choices[at] === null) unknown.push(at);
      continue;
    }
    const column = byName.get(folded(name));
    if (column && !places.has(column)) places.set(column, at);
    else if (eitherName.test(folded(name))) either.push(at);
    else if (name !== "") open.push(at);
  }
  // The senders' column is before that of the secretariat.
  for (const at of either) {
    const column = (["comment", "observation"] as const).find((one) => !places.has(one));
    if (column) places.set(column, at);
    else unknown.push(at);
  }
  for (const at of open) {
    const name = folded(heads[at] ?? "");
    const column = preference.find(
      (candidate) => byName.get(name) === candidate || columns[candidate].pattern?.test(name),
    );
    if (column && !places.has(column)) {
      places.set(column, at);
      notice("form-column-guessed", at, column);
    } else {
      unknown.push(at);
      if (column) notice("form-column-twice", at, column);
      else notice("form-column-unknown", at);
    }
  }
  return { head, places, unknown, notices };
}

function namesOf(column: FormColumn): readonly string[] {
  return [nameOf(column), ...columns[column].names].map(folded);
}

function nameOf(column: FormColumn): string {
  return messageTextFrom(exports, { code: `export-column-${column}`, params: {} }, "en");
}

/**
 * Normalises a heading. Removes differences between forms: case, accents, punctuation, examples in parentheses, and
 * figures that refer to notes.
 */
export function folded(head: string): string {
  return streamSafe(head)
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/\([^()]*\)/gu, " ")
    .replace(/(?<=\p{L})\d+/gu, " ")
    .replace(/[^\p{L}\p{N}#]+/gu, " ")
    .trim();
}

/** The headings of our own tables of comments. */
const ownHeads = new Set(
  ([...formColumns, "original", "statement"] as const).map((column) =>
    folded(messageTextFrom(exports, { code: `export-column-${column}`, params: {} }, "en")),
  ),
);

/** Minimum number of form headings. With fewer, a table may belong to the draft. */
const leastColumns = 3;

/** "Comment 1 · general", the heading of a comment in our layouts. */
const threadHead = new RegExp(
  `^(?:${AnnotationKind.options.map((kind) => messageTextFrom(exports, { code: `export-thread-${kind}`, params: { number: "\\d+" } }, "en")).join("|")}) · `,
  "u",
);

/**
 * Returns whether a text is a set of comments on a draft instead of a draft. This is a table with a comment form's
 * headings, or comment headings from our layouts without marks.
 */
export function isFormInWord(draft: Node): boolean {
  const isOurs = draft.children.some(({ attrs, textContent }) => !attrs["table"] && threadHead.test(textContent));
  return isOurs || tablesOf(draft).some((rows) => isForm(findFormColumns(rows)));
}

function isForm(columns: FormColumns | null): boolean {
  return columns !== null && columns.places.size >= leastColumns;
}

/**
 * Returns the tables of a file that has forms of others in them; null for any other file. Ours list comments that the forum
 * has already. Each table is a sheet.
 */
export function formsInWord(draft: Node): TableRow[][] | null {
  const tables = tablesOf(draft);
  const found = tables.map((rows) => findFormColumns(rows));
  const isOurs = (columns: FormColumns | null, at: number): boolean =>
    (tables[at]?.[columns?.head ?? 0] ?? []).every((head) => head === "" || ownHeads.has(folded(head)));
  return found.some(isForm) && !found.some((one, at) => isForm(one) && isOurs(one, at)) ? tables : null;
}

/**
 * Returns the tables of a draft. A cell that is merged with another has its content: that of the cell above at the beginning
 * of a row, and otherwise that of the cell before it.
 */
function tablesOf(draft: Node): TableRow[][] {
  const tables = new Map<string, (string | undefined)[][]>();
  for (const node of draft.children) {
    const cell = node.attrs["table"] as { id: string; row: number; column: number } | null;
    if (!cell) continue;
    const rows = tables.get(cell.id) ?? [];
    tables.set(cell.id, rows);
    const row = (rows[cell.row - 1] ??= []);
    row[cell.column - 1] = textOf(node);
  }
  return [...tables.values()].map((rows) => {
    const width = Math.max(0, ...rows.map((row) => row.length));
    // A row may claim to begin in any column.
    if (rows.length * width > mostCells) return [];
    let above: string[] = [];
    return Array.from(rows, (given?: (string | undefined)[]) => {
      const row = given ?? [];
      const cells: string[] = [];
      for (let at = 0; at < width; at += 1) {
        const isFirst = row.slice(0, at + 1).every((cell) => cell === undefined);
        cells.push(row[at] ?? (isFirst ? above[at] : cells[at - 1]) ?? "");
      }
      return (above = cells);
    });
  });
}

/** Returns the text of a cell without its struck words, as in a spreadsheet. A cell that is struck as a whole keeps them. */
function textOf(cell: Node): string {
  const left = cell.children.filter(({ marks }) => marks.every(({ type }) => type.name !== "strike"));
  const shown = left.some(({ textContent }) => textContent.trim() !== "") ? left : cell.children;
  const content = Fragment.from(shown);
  return content.textBetween(0, content.size, "", "\n").trim();
}
