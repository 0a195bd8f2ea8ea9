import type { CompiledClause } from "#core/compile/compilation.ts";
import { trackedProposals } from "#core/compile/tracked-proposals.ts";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { edited } from "../../package/xml-source.ts";
import type { AmendmentsOf } from "../../shared/nested-amendments.ts";
import { columnOf } from "../../shared/proposal-plan.ts";
import { threadViewer } from "../../shared/thread-view.ts";
import { likePrinted } from "../../tracked/clause-sources.ts";
import { type OwnFile, planOwnChanges, type TrackedFile } from "../../tracked/own-file.ts";
import { type PlanWriter, writePlan } from "../../tracked/write-plan.ts";
import { NewStyles } from "../odt-styles.ts";
import { contentPart, type OdtAuthor, OdtContent, OdtRegions } from "../odt-content.ts";
import { OdtBlockEdits } from "./odt-block-edits.ts";
import { OdtPlaces } from "./odt-places.ts";
import { OdtReplacements } from "./odt-replacements.ts";
import { OdtRows } from "./odt-rows.ts";
import { type OdtTypedLabel, typedLabel } from "./odt-blocks.ts";
import { commentEdits } from "./write-odt-comments.ts";

/**
 * Writes proposals as tracked changes into the version's own OpenDocument text, each under its author's name, and all
 * comments and proposals as comments. A moved clause is deleted and inserted, as one move for LibreOffice. A proposal
 * with a step that has no position in the file is a comment. Amendments are changes beside those of their proposal.
 *
 * @throws UnsupportedPackageError if they cannot be written safely, or if the file has tracked changes of its own
 */
export function writeOdtProposals(
  { parts, sources, compilation }: OwnFile,
  { nests = true }: { nests?: boolean } = {},
): TrackedFile {
  const content = new OdtContent(parts);
  const places = new OdtPlaces(content, sources, compilation.clauses);
  const styles = new NewStyles(content);
  const regions = new OdtRegions(content);
  const setting = { content, places, styles, regions };
  const writers: Writers = {
    content,
    clauses: new Map(compilation.clauses.map((clause) => [clause.id, clause])),
    replacements: new OdtReplacements(setting, compilation.clauses),
    blocks: new OdtBlockEdits(setting, compilation.clauses),
    rows: new OdtRows(setting, compilation.clauses),
  };
  const { replacements, blocks, rows } = writers;
  const proposals = trackedProposals(compilation, (step) => isWritable(step, writers));
  const { plan, nested, steps, amendments } = planOwnChanges(compilation, proposals, {
    nests,
    trackerOf: (by): OdtAuthor => by,
  });
  writePlan(plan, compilation.clauses, planWriter(writers, nested));
  const view = threadViewer(compilation, { ...plan, nests });
  const comments = commentEdits(compilation, { content, places, styles, view });
  const beside = comments.flatMap((edit) => {
    const isEnd = edit.text.startsWith("<office:annotation-end");
    return blocks.takeOver(edit, isEnd) || rows.takeOver(edit, isEnd) ? [] : [replacements.beside(edit, isEnd)];
  });
  const whole = blocks.edits();
  const changes = [...whole.edits, ...rows.edits(), ...replacements.edits(), ...beside, ...whole.ends];
  const edits = [...styles.edits(), ...regions.edits(), ...changes];
  const written = new Map(parts);
  if (edits.length > 0) written.set(contentPart, new TextEncoder().encode(edited(content.source.xml, edits)));
  return { parts: written, plan, steps, amendments };
}

/** The file's content with its clauses, and the writers for each kind of change. */
interface Writers {
  readonly content: OdtContent;
  readonly clauses: ReadonlyMap<string, CompiledClause>;
  readonly replacements: OdtReplacements;
  readonly blocks: OdtBlockEdits;
  readonly rows: OdtRows;
}

/** Whether a step can be written as a tracked change. */
function isWritable(step: ProposalOperation, { blocks, rows, clauses, replacements, ...rest }: Writers): boolean {
  switch (step.kind) {
    case "replace":
      return replacements.isWritable(step);
    case "insert":
      return step.clause.kind === "cell" ? rows.canInsert(step) : blocks.canInsert(step);
    case "delete":
      return clauses.get(step.clause)?.table ? rows.canDelete(step.clause) : blocks.canDelete(step.clause);
    case "move":
      return blocks.canMove(step);
    case "relabel":
      // The program numbers a paragraph without a typed label.
      return labelOf(step.clause, { blocks, ...rest }) !== null;
  }
}

function labelOf(clause: string, { blocks, content }: Pick<Writers, "blocks" | "content">): OdtTypedLabel | null {
  const block = blocks.blockOf(clause);
  return block ? typedLabel(content, block) : null;
}

function planWriter(writers: Writers, amendments: AmendmentsOf<OdtAuthor>): PlanWriter<OdtAuthor> {
  const { replacements, blocks, rows } = writers;
  const moves = new Map<string, number>();
  const halfOf = (by: OdtAuthor, key: string): OdtAuthor => {
    const move = moves.get(key) ?? moves.size + 1;
    moves.set(key, move);
    return { ...by, move };
  };
  return {
    replace: (step, by) => {
      replacements.write(step, by, amendments.get(step));
    },
    relabel: (clause, wanted, by) => {
      const label = labelOf(clause.id, writers);
      const printed = label && (wanted === null ? "" : likePrinted(wanted, clause, label.text));
      if (label) replacements.replaceText(label.pieces, printed ?? "", by);
    },
    delete: ({ id, table }, by) => {
      (table ? rows : blocks).delete(id, by);
    },
    moveAway: ({ id }, { key, tracker }) => {
      blocks.delete(id, halfOf(tracker, key));
    },
    insert: (after, { inserted, tracker: by }) => {
      blocks.insert(inserted, after, { by, amendments: amendments.get(inserted) });
    },
    moveHere: (after, { moved, key, tracker }, edits) => {
      blocks.moveHere(moved, after, { edits, by: halfOf(tracker, key) });
    },
    insertRow: (after, cells) => {
      const own = cells.map((cell) => ({ column: columnOf(cell), content: cell.inserted.content }));
      rows.insert(after, own, cells[0].tracker);
    },
  };
}
