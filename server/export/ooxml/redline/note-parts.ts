import type { PackageChanges } from "../package-changes.ts";
import type { Story } from "../../tracked/story.ts";
import type { WordFile } from "../word-file.ts";
import { elementsOf, wordAttribute } from "../../package/xml-source.ts";

interface NewNotes {
  readonly added: { readonly xml: string; readonly story: Story }[];
  next: number;
}

/** Adds deleted notes of the base to the notes of the revised file. */
export class NoteParts {
  readonly #files: Record<"base" | "revised", WordFile>;
  readonly #changes: PackageChanges;
  readonly #content: (story: Story, part: string) => string;
  readonly #new = new Map<string, NewNotes>();
  readonly #ids = new Map<Story, string>();

  /** `content` returns the content of a note of the base as deleted, for a part of the revised file. */
  constructor(
    files: Record<"base" | "revised", WordFile>,
    changes: PackageChanges,
    content: (story: Story, part: string) => string,
  ) {
    this.#files = files;
    this.#changes = changes;
    this.#content = content;
  }

  /** Adds a note as deleted. Returns its id in the revised file. */
  deleted(story: Story): string {
    const known = this.#ids.get(story);
    if (known !== undefined) return known;
    const kind = story.owner?.kind === "note" && story.owner.name.startsWith("endnote") ? "endnote" : "footnote";
    const type = `${kind}s`;
    const added = this.#new.get(type) ?? { added: [], next: this.#freeId(type) };
    this.#new.set(type, added);
    const id = String(added.next);
    added.next += 1;
    this.#ids.set(story, id);
    const part = this.#files.revised.related(type) ?? this.#partName(type);
    added.added.push({ story, xml: `<w:${kind} w:id="${id}">${this.#content(story, part)}</w:${kind}>` });
    return id;
  }

  /**
   * Writes the added notes, each before the note that follows it in the base. A file without notes gets the part of the
   * base without its notes. `notes` are the notes of the base in order, each with its partner in the revised file.
   */
  finish(notes: readonly (readonly [base: Story, revised: Story | undefined])[]): void {
    const order = new Map(notes.map(([story], index) => [story, index]));
    const rank = ({ story }: { story: Story }): number => order.get(story) ?? 0;
    for (const [type, { added }] of this.#new) {
      const part = this.#files.revised.related(type);
      const root = this.#files.revised.source(part)?.root;
      const sorted = added.sort((first, second) => rank(first) - rank(second));
      if (part === undefined || !root) this.#addPart(type, sorted.map(({ xml }) => xml).join(""));
      else {
        for (const { story, xml: text } of sorted) {
          const [, next] = notes.slice((order.get(story) ?? 0) + 1).find(([, other]) => other?.part === part) ?? [];
          const at = next?.container.start ?? root.closeStart;
          this.#changes.edit(part, [{ start: at, end: at, text }]);
        }
      }
    }
  }

  #addPart(type: string, notes: string): void {
    const { base, revised } = this.#files;
    const source = base.source(base.related(type));
    const uri = base.relationsOf(base.main).find((relation) => relation.type === type)?.uri;
    if (!source || uri === undefined) return;
    const { xml, root } = source;
    const separators = elementsOf(root).filter((element) => wordAttribute(element, "type") !== undefined);
    const kept = separators.map((element) => xml.slice(element.start, element.end)).join("");
    const text = xml.slice(0, root.openEnd) + kept + notes + xml.slice(root.closeStart);
    const name = this.#partName(type);
    if (!revised.parts.has(name)) this.#changes.addRelated(name, text, type, uri);
  }

  #partName(type: string): string {
    const { main } = this.#files.revised;
    return `${main.slice(0, main.lastIndexOf("/") + 1)}${type}.xml`;
  }

  #freeId(type: string): number {
    const { base, revised } = this.#files;
    const notes = elementsOf(revised.relatedRoot(type) ?? base.relatedRoot(type));
    return Math.max(0, ...notes.map((note) => Number(wordAttribute(note, "id") ?? 0) || 0)) + 1;
  }
}
