import type { NewNote } from "#core/discuss/proposal-operation.ts";
import { fragmentOf } from "#core/discuss/inline-content.ts";
import {
  appended,
  childOf,
  descendants,
  type Edit,
  elementsOf,
  type SourceElement,
  wordAttribute,
  type XmlSource,
} from "../../package/xml-source.ts";
import type { ChangeNumbers, PackageChanges } from "../package-changes.ts";
import type { WordFile } from "../word-file.ts";
import { inlineRunsOf } from "../../shared/inline-runs.ts";
import { checkPrefix, type ModelRun, newRuns } from "./new-content.ts";
import { runsIn, runText } from "./paragraph-runs.ts";

const raised = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>';

/** A note's own text and its sign, as the notes of a file have them. */
interface NoteModel {
  readonly paragraph: string;
  readonly sign: string;
  readonly text: ModelRun | null;
}

interface AddedNote {
  readonly id: string;
  /** Offset in the main part of what refers to it. */
  readonly at: number;
  readonly note: NewNote;
  readonly numbers: ChangeNumbers;
}

/** Adds footnotes to a file. */
export class NewNotes {
  readonly #file: WordFile;
  readonly #changes: PackageChanges;
  readonly #added: AddedNote[] = [];
  #next: number;
  readonly #referenceFormat: string;

  constructor(file: WordFile, changes: PackageChanges) {
    this.#file = file;
    this.#changes = changes;
    const ids = elementsOf(file.relatedRoot("footnotes")).map((note) => Number(wordAttribute(note, "id") ?? 0) || 0);
    this.#next = Math.max(0, ...ids) + 1;
    this.#referenceFormat = this.#formatOfReferences();
  }

  /** Adds a note for a reference at an offset of the main part. Returns the run with the reference. */
  add(note: NewNote, numbers: ChangeNumbers, at: number): string {
    const id = String(this.#next);
    this.#next += 1;
    this.#added.push({ id, at, note, numbers });
    return `<w:r>${this.#referenceFormat}<w:footnoteReference w:id="${id}"/></w:r>`;
  }

  /** Writes the notes, each before the note that the text refers to next, because programs number them in this order. */
  finish(): void {
    if (this.#added.length === 0) return;
    const part = this.#file.related("footnotes");
    const source = this.#file.source(part);
    const sorted = [...this.#added].sort((first, second) => first.at - second.at);
    if (part === undefined || !source) {
      this.#addPart(sorted.map((note) => this.#noteXml(note, null)).join(""));
      return;
    }
    checkPrefix(source.root, part);
    const model = noteModel(source);
    const following = this.#references(source);
    for (const note of sorted) {
      const text = this.#noteXml(note, model);
      const next = following.find(({ at }) => at >= note.at)?.note;
      const edit: Edit = next ? { start: next.start, end: next.start, text } : appended(source, text);
      this.#changes.edit(part, [edit]);
    }
  }

  #noteXml({ id, note, numbers }: AddedNote, model: NoteModel | null): string {
    const part = this.#file.related("footnotes") ?? this.#file.main;
    const root = this.#file.source(part)?.root ?? this.#file.source(this.#file.main)?.root;
    const content = root
      ? newRuns(
          inlineRunsOf(fragmentOf(note.content)),
          { part, root, model: model?.text ?? null, numbers, kind: "ins", isInLink: true, note: () => "" },
          this.#changes,
        )
      : "";
    const sign = model?.sign ?? `<w:r>${raised}<w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> </w:t></w:r>`;
    return `<w:footnote w:id="${id}"><w:p>${model?.paragraph ?? ""}${sign}${content}</w:p></w:footnote>`;
  }

  #addPart(notes: string): void {
    const { main } = this.#file;
    const { uri = "" } = this.#file.source(main)?.root ?? {};
    const separator = (id: number, type: string, element: string): string =>
      `<w:footnote w:type="${type}" w:id="${String(id)}"><w:p><w:r><w:${element}/></w:r></w:p></w:footnote>`;
    const separators =
      separator(-1, "separator", "separator") + separator(0, "continuationSeparator", "continuationSeparator");
    const text = `<w:footnotes xmlns:w="${uri}">${separators}${notes}</w:footnotes>`;
    this.#changes.addBesideMain(text, "footnotes");
  }

  /** Returns the notes in the order of their references. */
  #references(notes: XmlSource): { at: number; note: SourceElement }[] {
    const byId = new Map(elementsOf(notes.root).map((note) => [wordAttribute(note, "id"), note]));
    const main = this.#file.source(this.#file.main);
    return [...(main ? descendants(main.root) : [])].flatMap((element) => {
      const note = element.name === "w:footnoteReference" ? byId.get(wordAttribute(element, "id")) : undefined;
      return note ? [{ at: element.start, note }] : [];
    });
  }

  #formatOfReferences(): string {
    const main = this.#file.source(this.#file.main);
    for (const element of main ? descendants(main.root) : []) {
      const { parent } = element;
      if (element.name !== "w:footnoteReference" || !main || !parent) continue;
      const properties = childOf(parent, "w:rPr");
      return properties ? main.xml.slice(properties.start, properties.end) : "";
    }
    return raised;
  }
}

/** Returns the form of a file's notes, after its first one. */
function noteModel(source: XmlSource): NoteModel | null {
  const { xml, root } = source;
  for (const note of elementsOf(root)) {
    const paragraph = childOf(note, "w:p");
    const runs = paragraph ? [...runsIn(paragraph)] : [];
    const sign = runs.find((run) => childOf(run, "w:footnoteRef"));
    if (!paragraph || !sign) continue;
    const properties = childOf(paragraph, "w:pPr");
    const text = runs.find((run) => run !== sign && runText(run).trim() !== "");
    return {
      paragraph: properties ? xml.slice(properties.start, properties.end) : "",
      sign: `${xml.slice(sign.start, sign.end)}<w:r><w:t xml:space="preserve"> </w:t></w:r>`,
      text: text ? { source, run: text, marks: {} } : null,
    };
  }
  return null;
}
