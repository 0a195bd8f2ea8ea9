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
import type { Params } from "#core/messages/catalogue.ts";
import { say } from "#core/messages/messages.ts";
import type { SaidRow, SaidTable } from "#core/messages/text-table.ts";

/** Builds the table of each clause or section through the drafts: its name, its length and its changes. */
export function flowTable(view: HistoryView, language: string): SaidTable {
  return {
    ...tableHead(view, "flow", language),
    columns: [rowsAre(view, language), ...view.history.drafts.map(({ version }) => version.label)],
    rows: view.strands.map((strand) => ({
      ...strandHead(view, strand, language),
      cells: strand.map((place, draft) => {
        const item = itemAt(view, draft, place);
        return item ? `${item.name}: ${sayItem(view, draft, item, language)}` : word("picture-absent", language);
      }),
    })),
  };
}

/** Builds the table of words inserted, deleted and moved in each clause or section from draft to draft. */
export function changesTable(view: HistoryView, language: string): SaidTable {
  return {
    ...tableHead(view, "changes", language),
    columns: [rowsAre(view, language), ...stepNames(view)],
    rows: view.strands.map((strand) => ({
      ...strandHead(view, strand, language),
      cells: view.history.steps.map((_step, at) =>
        (strand[at] ?? strand[at + 1] ?? null) === null
          ? word("picture-absent", language)
          : sayStrandChange(strandChange(view, strand, at), language),
      ),
    })),
  };
}

/** Builds the table of comments on each clause or section in each draft, by group. The whole document comes first. */
export function saidTable(view: HistoryView, language: string): SaidTable {
  const { drafts } = view.history;
  const rows: SaidRow[] = view.strands.map((strand) => ({
    ...strandHead(view, strand, language),
    cells: strand.map((place, draft) => saySaid(itemAt(view, draft, place)?.said ?? [], view.history.groups, language)),
  }));
  const whole: SaidRow = {
    head: word("picture-whole", language),
    href: null,
    cells: drafts.map((draft) => saySaid(saidOfWhole(draft), view.history.groups, language)),
  };
  const spokenOf = ({ cells }: SaidRow): boolean => cells.some((cell) => cell !== "");
  return {
    ...tableHead(view, "said", language),
    columns: [rowsAre(view, language), ...drafts.map(({ version }) => version.label)],
    rows: [whole, ...rows].filter(spokenOf),
  };
}

/** Returns the comments on a draft as a whole. */
export function saidOfWhole({ said }: HistoryDraft): HistoryDraft["said"] {
  return said.filter(({ clauses }) => clauses.length === 0);
}

/** Returns the name of a strand, as in the last draft that has it, and the path of its clause history. */
export function strandHead(view: HistoryView, strand: Strand, language: string): Pick<SaidRow, "head" | "href"> {
  const draft = strand.findLastIndex((place) => place !== null);
  const item = itemAt(view, draft, strand[draft] ?? null);
  const address = view.history.drafts[draft]?.version.address;
  const name = item?.name ?? "";
  return {
    head: draft < strand.length - 1 ? word("picture-gone", language, { name }) : name,
    href: item && address !== undefined ? clauseHistoryPath(address, item.clause) : null,
  };
}

/**
 * Describes an item of a draft: its length, its changes, the draft that added it, and whose proposed wording it
 * contains.
 */
export function sayItem({ history, grain }: HistoryView, draft: number, item: HistoryItem, language: string): string {
  const [oldest] = [...item.brought.keys()].sort((one, other) => one - other);
  const brought = history.drafts[oldest ?? draft]?.version.label;
  const done = deeds
    .filter((deed) => item.deeds[deed] > 0)
    .map((deed) => word(grain === "clause" ? `deed-${deed}` : `deeds-${deed}`, language, { count: item.deeds[deed] }));
  return [
    word("picture-words", language, { count: item.words }),
    ...done,
    ...(brought !== undefined && oldest !== draft ? [word("picture-brought", language, { draft: brought })] : []),
    ...(item.taken.length > 0 ? [sayTaken(item.taken, language)] : []),
  ].join(", ");
}

/**
 * Names the authors of proposed wording: organisations if they are shown, otherwise groups, otherwise only that it was
 * proposed.
 */
function sayTaken(taken: HistoryDraft["taken"], language: string): string {
  const names = [...new Set(taken.flatMap(({ by }) => by))];
  const groups = [...new Set(taken.flatMap(({ groups }) => groups))].map((group) => word(`group-${group}`, language));
  const by = (names.length > 0 ? names : groups).join(", ");
  return by === "" ? word("picture-proposed", language) : word("picture-proposed-by", language, { by });
}

/** Formats a change: "12 added, 3 deleted, 8 moved here"; "unchanged" if all are 0. */
export function sayStrandChange({ inserted, deleted, movedIn, movedOut }: StrandChange, language: string): string {
  const told = (
    [
      ["in", inserted],
      ["out", deleted],
      ["moved-in", movedIn],
      ["moved-out", movedOut],
    ] as const
  ).flatMap(([what, count]) => (count > 0 ? [word(`picture-${what}`, language, { count })] : []));
  return told.length > 0 ? told.join(", ") : word("picture-same", language);
}

/** Counts comments by group: "Member State 2, academia 1". Empty without comments. */
export function saySaid(said: HistoryDraft["said"], groups: readonly StakeholderGroup[], language: string): string {
  const counts = commentsByGroup(said);
  return [...groups, null]
    .flatMap((group) => {
      const count = counts.get(group);
      return count === undefined
        ? []
        : [word("picture-said-count", language, { group: sayGroupName(group, language), count })];
    })
    .join(", ");
}

/** Names a group. Null represents all small groups together, which are not shown separately. */
export function sayGroupName(group: StakeholderGroup | null, language: string): string {
  return word(group === null ? "picture-small-groups" : `group-${group}`, language);
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

function tableHead(view: HistoryView, picture: string, language: string): Pick<SaidTable, "caption"> {
  return { caption: `${view.history.document}: ${word(`picture-${picture}-caption`, language)}` };
}

function rowsAre({ grain }: HistoryView, language: string): string {
  return word(`picture-${grain}`, language);
}

function itemAt({ items }: HistoryView, draft: number, place: number | null): HistoryItem | undefined {
  return place === null ? undefined : items[draft]?.[place];
}

function word(code: string, language: string, params: Params = {}): string {
  return say({ code, params }, language);
}
