import type { Parts } from "../../package/parts.ts";
import {
  childOf,
  descendants,
  elementsOf,
  parseSource,
  type SourceElement,
  textIn,
  type XmlSource,
} from "../../package/xml-source.ts";
import { type Cuts, hashOf } from "../../tracked/atoms.ts";
import { StoryBuilder, type StoryFormat } from "../../tracked/story-builder.ts";
import type { Stories, Story } from "../../tracked/story.ts";
import { odtAtoms } from "../odt-atoms.ts";
import { contentPart, OdtContent } from "../odt-content.ts";
import { attributeOf } from "../odt-styles.ts";

const stylesPart = "styles.xml";

/** An unpacked OpenDocument text. */
export class OdtFile {
  readonly parts: Parts;
  readonly content: OdtContent;
  /** The part with the named styles, headers and footers. */
  readonly styles: XmlSource | undefined;

  /** @throws UnsupportedPackageError */
  constructor(parts: Parts) {
    this.parts = parts;
    this.content = new OdtContent(parts);
    const styles = parts.get(stylesPart);
    this.styles = styles && parseSource(styles, stylesPart);
  }

  /** Returns the bytes of a picture that an address names. Undefined for an address outside the file. */
  picture(address: string): Uint8Array | undefined {
    return this.parts.get(address.replace(/^\.\//u, ""));
  }
}

/** The stories of an OpenDocument text. */
export interface OdtStories extends Stories {
  /**
   * Returns the number of a paragraph's group. The ends of the paragraphs of a group can be inserted and deleted, except
   * that of the last. Tables, sections and indexes are between groups.
   */
  readonly groupOf: (block: SourceElement) => number;
}

/** Elements whose paragraphs belong to the story around them. Those of sections are a group of their own. */
const containers = new Set(
  "text:list text:list-item text:list-header text:numbered-paragraph text:section text:index-body".split(" "),
);
const rowHolders = new Set(["table:table-rows", "table:table-header-rows", "table:table-row-group"]);

/** Elements between paragraphs that do not separate them. */
const besides =
  /^(?:text:(?:soft-page-break|tracked-changes|[a-z-]+-decls|number)|office:forms|office:annotation(?:-end)?|draw:.*)$/u;

/**
 * Reads the tokens of an OpenDocument text. `cuts` are the ends of changes inside words.
 *
 * @throws UnsupportedPackageError
 */
export function readOdtStories(file: OdtFile, cuts: Cuts): OdtStories {
  const { body, source } = file.content;
  const names = new Map<SourceElement, string>();
  const groups = new Map<SourceElement, number>();
  let [group, lastGroup] = [0, 0];
  const format: StoryFormat = {
    blocks: (story) => {
      const before = group;
      separate();
      addBlocks(story.container, story);
      separate();
      // A paragraph goes on after a note and a text box.
      if (story.owner && story.owner.kind !== "cell") group = before;
    },
    atoms: (paragraph) => odtAtoms(paragraph, (element) => names.get(element) ?? ""),
    styleOf: () => "",
    rows: (table) => rowsIn(table).map((element) => ({ element, cells: elementsOf(element).filter(isCell) })),
    object: (element) => {
      const note = element.name === "text:note" ? noteOf(element) : null;
      return { note, key: note ? "note" : odtObjectKey(element, file) };
    },
    boxesIn,
  };
  const builder = new StoryBuilder(format, cuts);
  let ordinal = 0;
  // In the same way as the source map counts them.
  for (const element of descendants(body)) names.set(element, `${contentPart} ${String(ordinal++)}`);
  return {
    ...builder.stories(builder.story(source, contentPart, body, null)),
    groupOf: (block) => groups.get(block) ?? 0,
  };

  function separate(): void {
    lastGroup += 1;
    group = lastGroup;
  }

  function addBlocks(container: SourceElement, story: Story): void {
    for (const element of elementsOf(container)) {
      if (element.name === "text:p" || element.name === "text:h") {
        groups.set(element, group);
        builder.paragraph(element, story);
      } else if (element.name === "table:table") {
        separate();
        builder.table(element, story);
        separate();
      } else if (containers.has(element.name)) {
        const isApart = element.name === "text:section" || element.name === "text:index-body";
        if (isApart) separate();
        addBlocks(element, story);
        if (isApart) separate();
      } else if (!besides.test(element.name)) separate();
    }
  }

  function noteOf(element: SourceElement): Story | null {
    const container = childOf(element, "text:note-body");
    if (!container) return null;
    const kind = attributeOf(element, "note-class") ?? "footnote";
    const name = `${kind} ${String(builder.notes.size)}`;
    const story = builder.story(source, contentPart, container, { kind: "note", name });
    builder.notes.set(name, story);
    return story;
  }
}

function isCell({ name }: SourceElement): boolean {
  return name === "table:table-cell" || name === "table:covered-table-cell";
}

/** Returns the rows of a table, also those of its head and of groups. */
export function rowsIn(parent: SourceElement): SourceElement[] {
  return elementsOf(parent).flatMap((inner) => {
    if (inner.name === "table:table-row") return [inner];
    return rowHolders.has(inner.name) ? rowsIn(inner) : [];
  });
}

/** Returns a key that is the same for the same object in two files. A picture is known by its bytes. */
function odtObjectKey(element: SourceElement, file: OdtFile): string {
  const { name } = element;
  if (name === "text:s") return `character ${name} ${attributeOf(element, "c") ?? "1"}`;
  if (name === "text:tab" || name === "text:line-break") return `character ${name}`;
  if (!name.startsWith("draw:")) return `${name} ${textIn(element)}`;
  const boxes = boxesIn(element).length;
  if (boxes > 0) return `boxes ${String(boxes)}`;
  const pictures = [element, ...descendants(element)].flatMap((one) => {
    const address = attributeOf(one, "href");
    if (address === undefined || one.name === "draw:a") return [];
    const bytes = file.picture(address);
    return [bytes ? hashOf(bytes) : one.name];
  });
  return `${name} ${pictures.join(" ")} ${shapeOf(element)}`;
}

/** Returns the shape of a drawing: the names of its parts, and its text. */
function shapeOf(element: SourceElement): string {
  const inner = [...descendants(element)];
  const names = inner.filter(({ name }) => name.startsWith("draw:")).map(({ name }) => name);
  const texts = inner.filter(({ name }) => name === "text:p" || name === "text:h").map(textIn);
  return `${names.join(" ")} ${texts.join("\n")}`;
}

/** Returns the text boxes in a frame, and the shapes with text. */
function boxesIn(element: SourceElement): SourceElement[] {
  if (!element.name.startsWith("draw:")) return [];
  const inner = elementsOf(element);
  if (element.name === "draw:text-box" || inner.some(({ name }) => name === "text:p")) return [element];
  return inner.flatMap(boxesIn);
}
