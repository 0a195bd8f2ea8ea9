import type { Compilation } from "#core/compile/compilation.ts";
import type { SourceMap } from "#core/text/source-map.ts";
import { CommentBook } from "../docx/comments.ts";
import { PackageChanges } from "../original/package-changes.ts";
import { type Parts, WordFile } from "../original/word-file.ts";
import { threadCount } from "../shared/steps.ts";
import { type ThreadViewer, threadViewer } from "../shared/thread-view.ts";
import { escapeXml } from "../shared/xml.ts";
import { markComments } from "./comment-marks.ts";
import { CommentParts } from "./comment-parts.ts";
import { commentStyles, withStyle } from "./comment-styles.ts";
import { DraftPlaces } from "./draft-places.ts";
import { MarkedRuns } from "./marked-runs.ts";
import { NoteReferences } from "./positions.ts";
import { checkPrefix } from "./prefixes.ts";

/** A version with its own Word file. */
export interface OwnFile {
  /** The unpacked file. */
  readonly parts: Parts;
  /** Sources of the version's text in the file. */
  readonly sources: SourceMap;
  readonly compilation: Compilation;
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

class OwnFileWriter {
  readonly #compilation: Compilation;
  readonly #file: WordFile;
  readonly #changes: PackageChanges;
  readonly #places: DraftPlaces;
  readonly #references: NoteReferences;
  readonly #runs = new MarkedRuns();

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
