import type { CompiledClause } from "#core/compile/compilation.ts";
import { fragmentOf } from "#core/discuss/inline-content.ts";
import type { NewNote, ReplaceOperation } from "#core/discuss/proposal-operation.ts";
import {
  type InsertedClause,
  type MovedClause,
  type PlanWriter,
  rewordedContent,
  writePlan,
} from "../../tracked/write-plan.ts";
import type { ChangeNumbers, PackageChanges } from "../package-changes.ts";
import type { XmlSource } from "../../package/xml-source.ts";
import type { TextAmendment } from "../../shared/amended-runs.ts";
import type { AmendmentsOf } from "../../shared/nested-amendments.ts";
import { cutRuns, type InlineRun, inlineRunsOf } from "../../shared/inline-runs.ts";
import { type ClauseEdits, columnOf, type ProposalPlan } from "../../shared/proposal-plan.ts";
import { type BlockEdits, blockRanks, newLabel, newParagraph, newRow } from "./new-blocks.ts";
import { type ClauseBlock, type NoteReferences, positionAfter } from "./draft-places.ts";
import { deleteText, wrapRuns } from "./deleted-text.ts";
import { type DraftText, linkOf } from "./draft-text.ts";
import { type MarkedRuns, ranks, wholeRun } from "./marked-runs.ts";
import { likePrinted, modelFor } from "../../tracked/clause-sources.ts";
import { type ModelRun, newRuns, runProperties, textXml } from "./new-content.ts";
import type { NewNotes } from "./new-notes.ts";
import { runsIn } from "./paragraph-runs.ts";

type Inserted = InsertedClause<ChangeNumbers>;

/** What proposals are written into. */
export interface TrackSetting {
  readonly main: string;
  readonly text: DraftText;
  readonly references: NoteReferences;
  readonly runs: MarkedRuns;
  readonly blocks: BlockEdits;
  readonly notes: NewNotes;
  readonly changes: PackageChanges;
  /** The amendments whose changes are inside those of their proposals. */
  readonly amendments: AmendmentsOf<ChangeNumbers>;
}

/** Tracks the proposals of a plan in the file. All of their steps must be writable. */
export function trackProposals(plan: ProposalPlan<ChangeNumbers>, setting: TrackSetting): void {
  writePlan(plan, setting.text.clauses, new ProposalTracker(setting));
}

class ProposalTracker implements PlanWriter<ChangeNumbers> {
  readonly #setting: TrackSetting;
  readonly #moveNames = new Map<string, string>();

  constructor(setting: TrackSetting) {
    this.#setting = setting;
  }

  delete(clause: CompiledClause, numbers: ChangeNumbers): void {
    const { text, references, runs } = this.#setting;
    if (clause.kind === "footnote") {
      const reference = references.of(clause.id);
      if (reference) runs.wrap(reference, { ...wholeRun, kind: "del", numbers });
    } else if (clause.table) this.#deleteRow(clause, numbers);
    else {
      const block = text.blocks.of(clause.id);
      if (block) this.#leave(block, "del", numbers);
    }
  }

  moveAway({ id }: CompiledClause, { key, tracker }: { key: string; tracker: ChangeNumbers }): void {
    const { text, blocks } = this.#setting;
    const block = text.blocks.of(id);
    if (!block) return;
    this.#leave(block, "moveFrom", tracker);
    const { open, close } = tracker.range("moveFrom", this.#moveName(key));
    blocks.insert(block.part, block.paragraphs[0].start, blockRanks.start, open);
    blocks.insert(block.part, block.last.end, blockRanks.end, close);
  }

  replace(step: ReplaceOperation, numbers: ChangeNumbers): void {
    const { start, end, content, notes = [] } = step;
    const { text, runs, amendments } = this.#setting;
    const { clause } = start;
    const stretches = text.places.within(clause, start.offset, end.offset);
    const [first, last] = [stretches[0], stretches.at(-1)];
    deleteText(stretches, runs, numbers);
    if (content.length === 0) return;
    const place =
      first && last
        ? { position: positionAfter(last), model: text.modelAt(clause, first), isInLink: false }
        : text.insertionAt(clause, start.offset);
    if (!place) return;
    const { position } = place;
    const isInLink = place.isInLink || linkOf(position) !== undefined;
    const written = this.#newRuns(inlineRunsOf(fragmentOf(content)), {
      ...place,
      ...position,
      isInLink,
      numbers,
      kind: "ins",
      amendments: amendments.get(step),
      notes: numbered(notes),
      at: position.holder.start + (position.at > 0 ? 1 : 0),
    });
    runs.insert(position, first ? ranks.replacement : ranks.insertion, written);
  }

  relabel(clause: CompiledClause, label: string | null, numbers: ChangeNumbers): void {
    const { text, runs } = this.#setting;
    const block = text.blocks.of(clause.id);
    const ranges = block?.label?.ranges ?? [];
    const last = ranges.at(-1);
    if (!block?.label || !last) return;
    const { part, source } = block;
    for (const { run: holder, from, to } of ranges) {
      runs.wrap({ part, source, holder }, { from, to, kind: "del", numbers });
    }
    if (label === null) return;
    const model = { source, run: last.run, marks: {} };
    const typed = textXml(likePrinted(label, clause, block.label.text));
    const xml = numbers.around("ins", `<w:r>${runProperties(model, {})}${typed}</w:r>`);
    runs.insert({ part, source, holder: last.run, at: last.to, side: "after" }, ranks.replacement, xml);
  }

  /** Tracks a clause as deleted or moved away, with the ends of its paragraphs. */
  #leave({ part, source, paragraphs }: ClauseBlock, kind: "del" | "moveFrom", numbers: ChangeNumbers): void {
    const { runs, blocks } = this.#setting;
    for (const paragraph of paragraphs) {
      wrapRuns([...runsIn(paragraph)], { part, source }, runs, { kind, numbers });
      blocks.markEnd(part, source, paragraph, numbers.mark(kind));
    }
  }

  #deleteRow(clause: CompiledClause, numbers: ChangeNumbers): void {
    const { text, runs, blocks } = this.#setting;
    const found = text.rowOf(clause);
    if (!found) return;
    const { part, source } = found.block;
    blocks.markRow(part, found.row, () => numbers.mark("del"));
    const block = text.blocks.of(clause.id);
    for (const paragraph of block?.paragraphs ?? []) {
      wrapRuns([...runsIn(paragraph)], { part, source }, runs, { kind: "del", numbers });
    }
  }

  insert(after: string, { inserted, notes, tracker }: Inserted): void {
    const { text, blocks, amendments } = this.#setting;
    const place = text.follows(after);
    const model = modelFor(inserted, after, { clauses: text.clauses, blockOf: (id) => text.outsideTables(id) });
    if (!place || !model) return;
    const at = after === "" ? place.paragraphs[0].start : place.last.end;
    const { source, first, part } = model.block;
    const { typed, isUnnumbered } = newLabel(inserted.label, model);
    const run = text.modelAt(model.clause.id, first);
    const content = this.#newRuns(inlineRunsOf(fragmentOf(inserted.content)), {
      part,
      source,
      model: run,
      isInLink: false,
      numbers: tracker,
      kind: "ins",
      amendments: amendments.get(inserted),
      notes: numbered(notes),
      at,
    });
    const paragraph = newParagraph(
      { source, paragraph: model.block.paragraphs[0] },
      { mark: tracker.mark("ins"), isUnnumbered, content: this.#typed(typed, run, tracker, "ins") + content },
    );
    blocks.insert(place.part, at, blockRanks.new, paragraph);
  }

  moveHere(
    after: string,
    { moved, key, notes, tracker }: MovedClause<ChangeNumbers>,
    edits: ClauseEdits<ChangeNumbers> | undefined,
  ): void {
    const { text, blocks } = this.#setting;
    const place = text.follows(after);
    const clause = text.clause(moved);
    const block = text.blocks.of(moved);
    if (!place || !clause || !block) return;
    const at = after === "" ? place.paragraphs[0].start : place.last.end;
    const label = edits?.relabelled ? edits.relabelled.step.label : clause.label;
    const typed = block.label ? newLabel(label, { clause, block }).typed : "";
    const model = text.modelAt(moved, block.first);
    const setting = {
      part: block.part,
      source: block.source,
      isInLink: false,
      numbers: tracker,
      kind: "moveTo",
      notes,
      at,
    } as const;
    const content = edits?.replaced.length
      ? this.#newRuns(inlineRunsOf(rewordedContent(clause, edits)), { ...setting, model })
      : this.#copied(moved, setting);
    const paragraph = newParagraph(
      { source: block.source, paragraph: block.paragraphs[0] },
      {
        mark: tracker.mark("moveTo"),
        isUnnumbered: false,
        content: this.#typed(typed, model, tracker, "moveTo") + content,
      },
    );
    const { open, close } = tracker.range("moveTo", this.#moveName(key));
    blocks.insert(place.part, at, blockRanks.new, open + paragraph + close);
  }

  insertRow(after: string, cells: readonly [Inserted, ...Inserted[]]): void {
    const { text, blocks } = this.#setting;
    const place = text.rowAfter(after);
    if (!place) return;
    const { row, block, isBefore } = place;
    const { part, source } = block;
    const at = isBefore ? row.start : row.end;
    const model = { source, run: block.first.run, marks: {} };
    const contents = new Map(
      cells.map((one): [number, string] => {
        const { inserted, notes, tracker: numbers } = one;
        const content = inlineRunsOf(fragmentOf(inserted.content));
        const isInLink = false;
        const written = this.#newRuns(content, {
          part,
          source,
          model,
          isInLink,
          numbers,
          kind: "ins",
          notes: numbered(notes),
          at,
        });
        return [columnOf(one), written];
      }),
    );
    blocks.insert(
      part,
      at,
      blockRanks.new,
      newRow(source, row, { cells: contents, mark: cells[0].tracker.mark("ins") }),
    );
  }

  /** Returns a clause's content as it is, each run with its own formatting. */
  #copied(id: string, setting: Omit<NewRunsSetting, "model">): string {
    const { text } = this.#setting;
    const stretches = text.places.stretchesOf(id);
    const runs = cutRuns(
      text.runsOf(id),
      stretches.map(({ start }) => start),
    );
    return runs
      .map((run) => {
        const stretch = stretches.findLast(({ start }) => start <= run.start) ?? stretches[0];
        return this.#newRuns([run], { ...setting, model: stretch ? text.modelAt(id, stretch) : null });
      })
      .join("");
  }

  #newRuns(content: readonly InlineRun[], { source, notes, at, ...rest }: NewRunsSetting): string {
    const { changes, notes: newNotes, text } = this.#setting;
    return newRuns(
      content,
      {
        ...rest,
        root: source.root,
        note: ({ clause, label }) => {
          const known = text.clause(clause);
          const note = notes.get(clause) ?? { label, content: known?.content ?? [] };
          return newNotes.add(note, rest.numbers, at);
        },
      },
      changes,
    );
  }

  #typed(text: string, model: ModelRun, numbers: ChangeNumbers, kind: "ins" | "moveTo"): string {
    if (text === "") return "";
    return numbers.around(kind, `<w:r>${runProperties(model, model.marks)}${textXml(text)}</w:r>`);
  }

  #moveName(key: string): string {
    const name = this.#moveNames.get(key) ?? `move${String(this.#moveNames.size + 1)}`;
    this.#moveNames.set(key, name);
    return name;
  }
}

interface NewRunsSetting {
  readonly part: string;
  readonly source: XmlSource;
  readonly model: ModelRun | null;
  readonly isInLink: boolean;
  readonly numbers: ChangeNumbers;
  readonly kind: "ins" | "moveTo";
  readonly amendments?: readonly TextAmendment<ChangeNumbers>[] | undefined;
  readonly notes: ReadonlyMap<string, NewNote>;
  /** Offset in the part, which gives the order of notes. */
  readonly at: number;
}

/** Returns new notes by the ids that their references use. */
function numbered(notes: readonly NewNote[]): ReadonlyMap<string, NewNote> {
  return new Map(notes.map((note, index) => [`new-${String(index + 1)}`, note]));
}
