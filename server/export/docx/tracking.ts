import { Paragraph, type IParagraphOptions, TextRun, type XmlComponent } from "docx";
import type { AmendmentsOf } from "../shared/nested-amendments.ts";
import { DocxElement, type ParagraphPart } from "./element.ts";

/** The attributes of a tracked change in Word. */
interface ChangeFacts {
  id: number;
  author: string;
  date: string;
}

/** How text changes: kept, inserted, deleted, or moved, with one kind for each end of a move. */
export type TrackedKind = "kept" | "inserted" | "deleted" | "moved-here" | "moved-away";

const elements = {
  inserted: "w:ins",
  deleted: "w:del",
  "moved-here": "w:moveTo",
  "moved-away": "w:moveFrom",
} as const;

/** State shared by the trackers of one file. */
interface TrackedFile {
  next: number;
  moveNames: Map<string, string>;
}

/**
 * Writes tracked changes of one author and date, with unique ids.
 *
 * A moved run needs a named range on each side. Word pairs the ranges by name, so each name belongs to one move only.
 */
export class ChangeTracker {
  /**
   * For clauses that are inserted or deleted as a whole; its time is two minutes later. LibreOffice joins adjacent
   * insertions of one author that are at most a minute apart, including the untracked paragraph mark between them.
   * Rejecting an insertion at the end of one clause and the whole clause after it would then merge the rest of the two.
   */
  readonly ofWholeClauses: ChangeTracker;
  /** The changes by other people to its insertions, each with the tracker that writes it. */
  amendments: AmendmentsOf<ChangeTracker> = new Map();
  readonly #author: string;
  readonly #date: string;
  readonly #file: TrackedFile;

  /** `day` is YYYY-MM-DD. */
  constructor(author: string, day: string, file: TrackedFile = { next: 1, moveNames: new Map() }, minute = 0) {
    this.#author = author;
    this.#date = `${day}T00:0${String(minute)}:00Z`;
    this.#file = file;
    this.ofWholeClauses = minute === 0 ? new ChangeTracker(author, day, file, 2) : this;
  }

  /** Returns the attributes of the next change. Each call uses up an id. */
  nextFacts(): ChangeFacts {
    return { id: this.#file.next++, author: this.#author, date: this.#date };
  }

  /** Wraps parts in a tracked change. Returns kept or empty parts unchanged. */
  track(kind: TrackedKind, parts: readonly ParagraphPart[]): ParagraphPart[] {
    if (kind === "kept" || parts.length === 0) return [...parts];
    return [new DocxElement(elements[kind], prefixed(this.nextFacts()), parts as readonly XmlComponent[])];
  }

  /** Returns the start and end of a moved range. `key` is the same at both positions. */
  moveRange(kind: "moved-here" | "moved-away", key: string): { start: DocxElement; end: DocxElement } {
    const { moveNames } = this.#file;
    const name = moveNames.get(key) ?? `move${String(moveNames.size + 1)}`;
    moveNames.set(key, name);
    const facts = this.nextFacts();
    const element = elements[kind];
    return {
      start: new DocxElement(`${element}RangeStart`, { ...prefixed(facts), "w:name": name }),
      end: new DocxElement(`${element}RangeEnd`, { "w:id": facts.id }),
    };
  }

  /**
   * Builds a paragraph with a tracked paragraph mark. When the mark is removed, by accepting or rejecting, it joins the
   * next paragraph.
   */
  paragraph(mark: TrackedKind, options: IParagraphOptions, parts: readonly ParagraphPart[]): Paragraph {
    return new TrackedParagraph(
      mark === "kept" ? null : { name: elements[mark], facts: this.nextFacts() },
      options,
      parts,
    );
  }
}

function prefixed({ id, author, date }: ChangeFacts): Record<string, string | number> {
  return { "w:id": id, "w:author": author, "w:date": date };
}

/**
 * docx can write the marks of inserted and deleted paragraphs. The mark of a moved paragraph is written as an inserted
 * one under another name.
 */
class TrackedParagraph extends Paragraph {
  readonly #name: string;

  constructor(
    mark: { name: string; facts: ChangeFacts } | null,
    options: IParagraphOptions,
    parts: readonly ParagraphPart[],
  ) {
    super({
      ...options,
      ...(mark ? { run: { insertion: mark.facts } } : {}),
      children: parts as IParagraphOptions["children"] & object,
    });
    this.#name = mark?.name ?? "w:ins";
  }

  override prepForXml(context: Parameters<Paragraph["prepForXml"]>[0]): ReturnType<Paragraph["prepForXml"]> {
    const xml = super.prepForXml(context);
    const properties = firstOf(firstOf(xml?.["w:p"], "w:pPr"), "w:rPr");
    if (Array.isArray(properties)) {
      for (const [index, property] of properties.entries()) {
        const insertion = (property as Record<string, unknown>)["w:ins"];
        if (insertion) properties[index] = { [this.#name]: insertion };
      }
    }
    return xml;
  }
}

/**
 * A run with a tracked change of its formatting. docx leaves out the earlier properties if there were none, but Word
 * needs their element.
 */
export class ReformattedRun extends TextRun {
  override prepForXml(context: Parameters<TextRun["prepForXml"]>[0]): ReturnType<TextRun["prepForXml"]> {
    const xml = super.prepForXml(context);
    const properties = firstOf(xml?.["w:r"], "w:rPr");
    for (const property of Array.isArray(properties) ? (properties as Record<string, unknown>[]) : []) {
      const change = property["w:rPrChange"];
      if (change && firstOf(change, "w:rPr") === undefined)
        property["w:rPrChange"] = [...[change].flat(), { "w:rPr": [] }];
    }
    return xml;
  }
}

function firstOf(children: unknown, name: string): unknown {
  if (!Array.isArray(children)) return undefined;
  return (
    children.find((child) => typeof child === "object" && child !== null && name in child) as
      Record<string, unknown> | undefined
  )?.[name];
}
