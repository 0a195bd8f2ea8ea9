import type { Compilation } from "#core/compile/compilation.ts";
import { type ProposalsInText, trackedProposals } from "#core/compile/tracked-proposals.ts";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { CommentBook } from "../../docx/comments.ts";
import { UnsupportedPackageError } from "../../package/parts.ts";
import { threadCount } from "../../shared/steps.ts";
import { allThreads, type ThreadViewer, threadViewer } from "../../shared/thread-view.ts";
import { escapeXml } from "../../shared/xml.ts";
import {
  type ChangeAuthor,
  type OwnChanges,
  type OwnFile,
  planOwnChanges,
  type TrackedFile,
} from "../../tracked/own-file.ts";
import { ChangeNumbers, PackageChanges } from "../package-changes.ts";
import { freeId, WordFile } from "../word-file.ts";
import { BlockEdits } from "./new-blocks.ts";
import { markComments } from "./comment-marks.ts";
import { CommentParts, commentStyles, withStyle } from "./comment-parts.ts";
import { DraftPlaces, NoteReferences } from "./draft-places.ts";
import { DraftText, isWritable, type WritableSetting } from "./draft-text.ts";
import { MarkedRuns } from "./marked-runs.ts";
import { NewNotes } from "./new-notes.ts";
import { checkPrefix } from "./new-content.ts";
import { trackProposals } from "./track-proposals.ts";

/** How proposals are written. */
export interface ProposalOptions {
  /** Steps to write instead of those that a new document shows, by the number of their thread. */
  readonly steps?: Readonly<Record<number, readonly ProposalOperation[]>>;
  /** Whether to write the comments as well. Defaults to true. */
  readonly withComments?: boolean;
  /** Whether amendments are changes inside those of their proposal. Defaults to true. Otherwise they are comments only. */
  readonly nests?: boolean;
}

/**
 * Writes the comments of a compilation into the version's own Word file. The file's own comments and tracked changes
 * stay. Parts without an edit keep their bytes.
 *
 * @throws UnsupportedPackageError if the comments cannot be written safely
 */
export function writeComments(own: OwnFile): Map<string, Uint8Array> {
  const writer = new OwnFileWriter(own);
  writer.addComments(threadViewer(own.compilation));
  return writer.finish();
}

/**
 * Writes proposals as tracked changes into the version's own Word file, each under its author's name, and all comments
 * and proposals as Word comments. By default, these are the proposals that a new document shows, except those for which
 * the file has no place. The file must have no tracked changes of its own.
 *
 * @throws UnsupportedPackageError if they cannot be written safely, or if the file has no place for one of `steps`
 */
export function writeProposals(
  own: OwnFile,
  { steps, withComments = true, nests = true }: ProposalOptions = {},
): TrackedFile {
  const writer = new OwnFileWriter(own);
  const proposals = steps ? writer.choose(steps) : writer.writable();
  // Given steps have the wording that was decided, so no other amendment belongs in the text.
  const { plan, steps: shown, amendments } = writer.track(proposals, nests && !steps);
  if (withComments) writer.addComments(threadViewer(own.compilation, { ...plan, nests }));
  return { parts: writer.finish(), plan, steps: shown, amendments };
}

class OwnFileWriter {
  readonly #compilation: Compilation;
  readonly #file: WordFile;
  readonly #changes: PackageChanges;
  readonly #places: DraftPlaces;
  readonly #references: NoteReferences;
  readonly #runs = new MarkedRuns();
  #text: DraftText | undefined;

  constructor({ parts, sources, compilation }: OwnFile) {
    this.#compilation = compilation;
    this.#file = new WordFile(parts);
    this.#changes = new PackageChanges(this.#file, this.#file);
    this.#places = new DraftPlaces(this.#file, sources, compilation.clauses);
    this.#references = new NoteReferences(this.#file, this.#places);
    const { main } = this.#file;
    const source = this.#file.source(main);
    if (source) checkPrefix(source.root, main);
  }

  /** Returns the proposals that a new document shows, as far as the file has a place for them. */
  writable(): ProposalsInText {
    return trackedProposals(this.#compilation, (step) => isWritable(step, this.#setting));
  }

  /** Returns given proposals. @throws UnsupportedPackageError if the file has no place for one */
  choose(steps: NonNullable<ProposalOptions["steps"]>): ProposalsInText {
    const shown = allThreads(this.#compilation).flatMap((thread) => {
      const operations = steps[thread.number];
      return operations ? [{ thread, operations: [...operations] }] : [];
    });
    if (!shown.every(({ operations }) => operations.every((step) => isWritable(step, this.#setting)))) {
      throw new UnsupportedPackageError(this.#file.main, "a change has no position");
    }
    return { shown, hidden: new Map() };
  }

  track(proposals: ProposalsInText, nests: boolean): OwnChanges<ChangeNumbers> {
    const ids = { next: freeId(this.#file) };
    const trackerOf = (by: ChangeAuthor): ChangeNumbers => new ChangeNumbers(by, ids);
    const planned = planOwnChanges(this.#compilation, proposals, { nests, trackerOf });
    const notes = new NewNotes(this.#file, this.#changes);
    const blocks = new BlockEdits();
    const amendments = planned.nested;
    trackProposals(planned.plan, {
      ...this.#setting,
      runs: this.#runs,
      blocks,
      notes,
      changes: this.#changes,
      amendments,
    });
    notes.finish();
    for (const [part, edit] of blocks.edits()) this.#changes.edit(part, [edit]);
    return planned;
  }

  get #setting(): WritableSetting {
    const { main } = this.#file;
    this.#text ??= new DraftText(this.#compilation.clauses, this.#places);
    return { main, text: this.#text, references: this.#references };
  }

  addComments(view: ThreadViewer): void {
    if (threadCount(this.#compilation) === 0) return;
    const { version } = this.#compilation;
    const parts = new CommentParts(this.#file, this.#changes);
    const styles = commentStyles(this.#file, this.#changes);
    const book = new CommentBook(view, version.language);
    const sign = styles.sign === undefined ? "" : `<w:rPr><w:rStyle w:val="${escapeXml(styles.sign)}"/></w:rPr>`;
    markComments(this.#compilation, {
      main: this.#file.main,
      places: this.#places,
      references: this.#references,
      runs: this.#runs,
      book,
      view,
      idOf: (comment) => parts.idOf(comment),
      signFormat: sign,
    });
    parts.write({ comments: book.comments, texts: book.texts.map((xml) => withStyle(xml, styles.text)) });
  }

  finish(): Map<string, Uint8Array> {
    for (const [part, edit] of this.#runs.edits()) this.#changes.edit(part, [edit]);
    return this.#changes.finish();
  }
}
