import { Paragraph, type IParagraphOptions, type XmlComponent } from "docx";
import { DocxElement, type ParagraphPart } from "./element.ts";

/** What Word knows of a tracked change. */
interface ChangeFacts {
  id: number;
  author: string;
  date: string;
}

/** What becomes of text: in both, put in, taken out, or taken elsewhere and put there. */
export type TrackedKind = "kept" | "inserted" | "deleted" | "moved-here" | "moved-away";

const elements = {
  inserted: "w:ins",
  deleted: "w:del",
  "moved-here": "w:moveTo",
  "moved-away": "w:moveFrom",
} as const;

/** What the trackers of one file share. */
interface TrackedFile {
  next: number;
  moveNames: Map<string, string>;
}

/**
 * Writes tracked changes of one author and date, with ids of their own.
 *
 * A moved run needs a named range on each side, and Word pairs them by name: a name may stand for one move only.
 */
export class ChangeTracker {
  /**
   * For clauses that are put in or taken out as a whole: two minutes later. LibreOffice joins neighbouring insertions of one
   * author that are a minute or less apart, with the untracked paragraph mark between them, so that rejecting words put in at
   * the end of one clause and the whole clause after it would run what is left of the two together.
   */
  readonly ofWholeClauses: ChangeTracker;
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

  /** Facts of a new change. */
  facts(): ChangeFacts {
    return { id: this.#file.next++, author: this.#author, date: this.#date };
  }

  /** Parts as a tracked change; as they are where they are kept, or where there are none. */
  track(kind: TrackedKind, parts: readonly ParagraphPart[]): ParagraphPart[] {
    if (kind === "kept" || parts.length === 0) return [...parts];
    return [new DocxElement(elements[kind], prefixed(this.facts()), parts as readonly XmlComponent[])];
  }

  /** The start and end of a moved range; `key` is the same at both of its places. */
  moveRange(kind: "moved-here" | "moved-away", key: string): { start: DocxElement; end: DocxElement } {
    const { moveNames } = this.#file;
    const name = moveNames.get(key) ?? `move${String(moveNames.size + 1)}`;
    moveNames.set(key, name);
    const facts = this.facts();
    const element = elements[kind];
    return {
      start: new DocxElement(`${element}RangeStart`, { ...prefixed(facts), "w:name": name }),
      end: new DocxElement(`${element}RangeEnd`, { "w:id": facts.id }),
    };
  }

  /** A paragraph whose mark is tracked: rejected or accepted, it joins the paragraph after it. */
  paragraph(mark: TrackedKind, options: IParagraphOptions, parts: readonly ParagraphPart[]): Paragraph {
    return new TrackedParagraph(mark === "kept" ? null : { name: elements[mark], facts: this.facts() }, options, parts);
  }
}

function prefixed({ id, author, date }: ChangeFacts): Record<string, string | number> {
  return { "w:id": id, "w:author": author, "w:date": date };
}

/** docx writes the marks of inserted and deleted paragraphs; that of a moved one is an inserted one under its own name. */
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

function firstOf(children: unknown, name: string): unknown {
  if (!Array.isArray(children)) return undefined;
  return (
    children.find((child) => typeof child === "object" && child !== null && name in child) as
      Record<string, unknown> | undefined
  )?.[name];
}
