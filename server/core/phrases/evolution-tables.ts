import type { ForumGroups } from "#core/access/forum.ts";
import type { HistoryDraft } from "#core/compile/document-history.ts";
import {
  deeds,
  type HistoryItem,
  type HistoryView,
  commentsByGroup,
  type Strand,
  strandChange,
  type StrandChange,
} from "#core/compile/history-view.ts";
import { clauseHistoryPath, comparisonPath } from "#core/contract/pages.ts";
import type { StakeholderGroup } from "#core/discuss/stakeholder-group.ts";
import { groupName } from "#core/phrases/source-text.ts";
import type { ParamsArgument } from "#core/phrases/format-message.ts";
import { type MessageCode, type Messages, wordIn } from "#core/phrases/message-text.ts";
import type { TextTableRow, TextTableData } from "#core/phrases/text-table.ts";
import { commaText } from "#core/phrases/list-text.ts";

/** Builds the table of each clause or section through the drafts: its name, its length and its changes. */
export function flowTable(view: HistoryView, forum: ForumGroups, language: string): TextTableData {
  return {
    ...tableHead(view, "flow", language),
    columns: [rowsHead(view, language), ...view.history.drafts.map(({ version }) => version.label)],
    rows: view.strands.map((strand) => ({
      ...strandHead(view, strand, language),
      cells: strand.map((position, draft) => {
        const item = itemAt(view, draft, position);
        return item
          ? `${item.name}: ${itemText(view, { draft, item }, forum, language)}`
          : text("chart-absent", language);
      }),
    })),
  };
}

/** Builds the table of words inserted, deleted and moved in each clause or section from draft to draft. */
export function changesTable(view: HistoryView, language: string): TextTableData {
  return {
    ...tableHead(view, "changes", language),
    columns: [rowsHead(view, language), ...stepNames(view)],
    rows: view.strands.map((strand) => ({
      ...strandHead(view, strand, language),
      cells: view.history.steps.map((_step, at) =>
        (strand[at] ?? strand[at + 1] ?? null) === null
          ? text("chart-absent", language)
          : strandChangeText(strandChange(view, strand, at), language),
      ),
    })),
  };
}

/** Builds the table of comments on each clause or section in each draft, by group. The whole document comes first. */
export function commentsTable(view: HistoryView, forum: ForumGroups, language: string): TextTableData {
  const { drafts } = view.history;
  const rows: TextTableRow[] = view.strands.map((strand) => ({
    ...strandHead(view, strand, language),
    cells: strand.map((position, draft) =>
      commentCountsText(itemAt(view, draft, position)?.comments ?? [], view.history.groups, forum, language),
    ),
  }));
  const whole: TextTableRow = {
    head: text("chart-whole", language),
    href: null,
    cells: drafts.map((draft) => commentCountsText(wholeDocumentComments(draft), view.history.groups, forum, language)),
  };
  const hasComments = ({ cells }: TextTableRow): boolean => cells.some((cell) => cell !== "");
  return {
    ...tableHead(view, "comments", language),
    columns: [rowsHead(view, language), ...drafts.map(({ version }) => version.label)],
    rows: [whole, ...rows].filter(hasComments),
  };
}

/** Returns the comments on a draft as a whole. */
export function wholeDocumentComments({ said: comments }: HistoryDraft): HistoryDraft["said"] {
  return comments.filter(({ clauses }) => clauses.length === 0);
}

/** Returns the name of a strand, as in the last draft that has it, and the path of its clause history. */
export function strandHead(view: HistoryView, strand: Strand, language: string): Pick<TextTableRow, "head" | "href"> {
  const draft = strand.findLastIndex((position) => position !== null);
  const item = itemAt(view, draft, strand[draft] ?? null);
  const address = view.history.drafts[draft]?.version.address;
  const name = item?.name ?? "";
  return {
    head: draft < strand.length - 1 ? text("chart-gone", language, { name }) : name,
    href: item && address !== undefined ? clauseHistoryPath(address, item.clause) : null,
  };
}

/**
 * Describes an item of a draft: its length, its changes, the draft that added it, and whose proposed wording it
 * contains.
 */
export function itemText(
  { history, grain }: HistoryView,
  { draft, item }: { draft: number; item: HistoryItem },
  forum: ForumGroups,
  language: string,
): string {
  const [oldest] = [...item.brought.keys()].sort((left, right) => left - right);
  const brought = history.drafts[oldest ?? draft]?.version.label;
  const done = deeds
    .filter((deed) => item.deeds[deed] > 0)
    .map((deed) => text(grain === "clause" ? `deed-${deed}` : `deeds-${deed}`, language, { count: item.deeds[deed] }));
  return commaText(
    [
      text("chart-words", language, { count: item.words }),
      ...done,
      ...(brought !== undefined && oldest !== draft ? [text("chart-brought", language, { draft: brought })] : []),
      ...(item.adopted.length > 0 ? [adoptedWording(item.adopted, forum, language)] : []),
    ],
    language,
  );
}

/**
 * Names the authors of proposed wording: organisations if they are shown, otherwise groups, otherwise only that it was
 * proposed.
 */
function adoptedWording(adopted: HistoryDraft["taken"], forum: ForumGroups, language: string): string {
  const names = [...new Set(adopted.flatMap(({ by }) => by))];
  const groups = [...new Set(adopted.flatMap(({ groups }) => groups))].map((group) =>
    groupName(group, forum, language),
  );
  const by = commaText(names.length > 0 ? names : groups, language);
  return by === "" ? text("chart-proposed", language) : text("chart-proposed-by", language, { by });
}

/** Formats a change: "12 added, 3 deleted, 8 moved here"; "unchanged" if all are 0. */
export function strandChangeText({ inserted, deleted, movedIn, movedOut }: StrandChange, language: string): string {
  const parts = (
    [
      ["in", inserted],
      ["out", deleted],
      ["moved-in", movedIn],
      ["moved-out", movedOut],
    ] as const
  ).flatMap(([what, count]) => (count > 0 ? [text(`chart-${what}`, language, { count })] : []));
  return parts.length > 0 ? commaText(parts, language) : text("chart-same", language);
}

/** Counts comments by group: "Member State 2, academia 1". Empty without comments. */
export function commentCountsText(
  comments: HistoryDraft["said"],
  groups: readonly StakeholderGroup[],
  forum: ForumGroups,
  language: string,
): string {
  const counts = commentsByGroup(comments);
  return commaText(
    [...groups, null].flatMap((group) => {
      const count = counts.get(group);
      return count === undefined
        ? []
        : [text("chart-comments-count", language, { group: groupNameText(group, forum, language), count })];
    }),
    language,
  );
}

/** Names a group. Null represents all small groups together, which are not shown separately. */
export function groupNameText(group: StakeholderGroup | null, forum: ForumGroups, language: string): string {
  return group === null ? text("chart-small-groups", language) : groupName(group, forum, language);
}

/** Names each step: "First draft → Second draft". */
function stepNames({ history: { drafts } }: HistoryView): string[] {
  return drafts.slice(1).map(({ version }, at) => `${drafts[at]?.version.label ?? ""} → ${version.label}`);
}

/** Returns the path of each step's comparison page. */
export function stepPaths({ history: { drafts } }: HistoryView): string[] {
  return drafts
    .slice(1)
    .map(({ version }, at) => comparisonPath(drafts[at]?.version.address ?? version.address, version.address));
}

function tableHead(
  view: HistoryView,
  chart: "flow" | "changes" | "comments",
  language: string,
): Pick<TextTableData, "caption"> {
  return { caption: `${view.history.document}: ${text(`chart-${chart}-caption`, language)}` };
}

function rowsHead({ grain }: HistoryView, language: string): string {
  return text(`chart-${grain}`, language);
}

function itemAt({ items }: HistoryView, draft: number, position: number | null): HistoryItem | undefined {
  return position === null ? undefined : items[draft]?.[position];
}

function text<Code extends MessageCode>(
  code: Code,
  language: string,
  ...params: ParamsArgument<Messages[Code]>
): string {
  return wordIn(language)(code, ...params);
}
