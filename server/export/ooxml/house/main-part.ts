import type { FieldValues } from "#core/text/word-template.ts";
import {
  childOf,
  descendants,
  type Edit,
  edited,
  elementsOf,
  type SourceElement,
  textIn,
  wordAttribute,
  type XmlSource,
} from "../../package/xml-source.ts";
import { escapeXml } from "../../shared/xml.ts";
import { bodyControls, fillFields, UnfitTemplate, withoutInner } from "./controls.ts";

/** The namespaces of the text, by the prefixes that it uses. */
const namespaces: Readonly<Record<string, string>> = {
  w: "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
  r: "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
  mc: "http://schemas.openxmlformats.org/markup-compatibility/2006",
  w14: "http://schemas.microsoft.com/office/word/2010/wordml",
  w15: "http://schemas.microsoft.com/office/word/2012/wordml",
};

/** Bookmarks of the text count from 1, and those of its headings from 1 000 000. */
const firstBookmark = 2_000_000;

/** Names of the bookmarks of the text. */
const ownBookmark = /^(?:contents_|c_)/u;

/** Returns the XML of the template's main part before and after the text, with its fields filled. */
export function frameOf(
  source: XmlSource,
  place: BodyPlace,
  { values, wide }: { values: FieldValues; wide: boolean },
): { before: string; after: string } {
  const frame = wide ? wideFrame(source, place) : { before: "", edits: [] };
  const changes = withoutInner([
    ...(place.end > place.start ? [{ start: place.start, end: place.end, text: "" }] : []),
    ...(place.control ? [{ start: place.control.start, end: place.control.end, text: "" }] : []),
    ...frame.edits,
    ...fillFields(source, values),
    ...noteSettings(source.root),
  ]);
  const edits = [...changes, ...bookmarkEdits(source, changes), ...declarations(source.root)];
  const { xml } = source;
  const before = edits.filter(({ end }) => end <= place.start);
  const after = edits.filter(({ start }) => start >= place.end);
  return {
    before: edited(xml, before, 0, place.start) + frame.before,
    after: edited(xml, after, place.end),
  };
}

/** Checks the prefixes of a part that the text or other XML of ours is written into. */
export function checkPrefixes(root: SourceElement, part: string): void {
  for (const [prefix, uri] of Object.entries(namespaces)) {
    const declared = declaredUri(root, prefix);
    if (declared === uri || (declared === undefined && prefix !== "w")) continue;
    throw new UnfitTemplate("unsupported", `${part}: prefix ${prefix}`);
  }
}

function declaredUri(root: SourceElement, prefix: string): string | undefined {
  return root.attributes.find(({ raw }) => raw === `xmlns:${prefix}`)?.value;
}

function declarations(root: SourceElement): Edit[] {
  const missing = Object.entries(namespaces).filter(([prefix]) => declaredUri(root, prefix) === undefined);
  const text = missing.map(([prefix, uri]) => ` xmlns:${prefix}="${uri}"`).join("");
  const at = root.start + 1 + root.raw.length;
  return text === "" ? [] : [{ start: at, end: at, text }];
}

/** Removes the settings of notes, because the labels of a draft's notes are its own. */
function noteSettings(root: SourceElement): Edit[] {
  return [...descendants(root)]
    .filter(({ name }) => name === "w:footnotePr")
    .map(({ start, end }) => ({ start, end, text: "" }));
}

/**
 * Gives the template's bookmarks ids that the text does not use. Removes bookmarks that lost an end, and those with
 * names of the text's own.
 */
function bookmarkEdits({ xml, root }: XmlSource, changes: readonly Edit[]): Edit[] {
  const isGone = (element: SourceElement): boolean =>
    changes.some(({ start, end }) => start <= element.start && element.end <= end);
  const marks = [...descendants(root)].filter(({ name }) => name === "w:bookmarkStart" || name === "w:bookmarkEnd");
  const byId = new Map<string, SourceElement[]>();
  for (const mark of marks) {
    const id = wordAttribute(mark, "id") ?? "";
    const pair = byId.get(id);
    if (pair) pair.push(mark);
    else byId.set(id, [mark]);
  }
  return [...byId.values()].flatMap((pair, index) => {
    const kept = pair.filter((mark) => !isGone(mark));
    const isWhole = kept.length === 2 && !pair.some((mark) => ownBookmark.test(wordAttribute(mark, "name") ?? ""));
    return kept.map(({ start, end }): Edit => {
      const tag = xml.slice(start, end).replace(/ w:id="[^"]*"/u, ` w:id="${String(firstBookmark + index)}"`);
      return { start, end, text: isWhole ? tag : "" };
    });
  });
}

/** Returns the edits of the settings part: notes as in the text, and nothing that locks the file. */
export function settingsEdits({ root }: XmlSource): Edit[] {
  const separators = [-1, 0].map((id) => `<w:footnote w:id="${String(id)}"/>`).join("");
  const notes = childOf(root, "w:footnotePr");
  const locks = ["w:documentProtection", "w:writeProtection", "w:mailMerge"].flatMap(
    (name) => childOf(root, name) ?? [],
  );
  return [
    ...(notes ? [{ start: notes.start, end: notes.end, text: `<w:footnotePr>${separators}</w:footnotePr>` }] : []),
    ...locks.map(({ start, end }) => ({ start, end, text: "" })),
  ];
}

/** Returns the text with the ids of the template's styles, and without the automatic numbers of those. */
export function adapter(ids: ReadonlyMap<string, string>, numbered: ReadonlySet<string>): (xml: string) => string {
  // Elements that come before the numbering in a paragraph's properties.
  const leading =
    /(<w:pStyle w:val=")([^"]*)("\/>(?:<w:(?:keepNext|keepLines|pageBreakBefore|widowControl)\b[^>]*\/>)*)/gu;
  const none = '<w:numPr><w:numId w:val="0"/></w:numPr>';
  return (xml) =>
    xml
      .replace(leading, (_match, open: string, id: string, rest: string) => {
        const own = ids.get(id) ?? id;
        return `${open}${escapeXml(own)}${rest}${numbered.has(own) ? none : ""}`;
      })
      .replace(/(<w:(?:rStyle|tblStyle) w:val=")([^"]*)(")/gu, (_match, open: string, id: string, close: string) => {
        return open + escapeXml(ids.get(id) ?? id) + close;
      });
}

/** The place for the text in a template's main part. */
interface BodyPlace {
  body: SourceElement;
  /** The content control that the text replaces. Null if the text comes after the template's own content. */
  control: SourceElement | null;
  /** Offsets in the part of what the text replaces. */
  start: number;
  end: number;
  /** The properties of the section that the text is in. */
  section: SourceElement;
  /** Whether pages before the text, or after it, show something. */
  before: boolean;
  after: boolean;
  /** The page break between the template's own content and the text. Null if they share a page. */
  pageBreak: SourceElement | null;
}

/**
 * Finds the place for the text.
 *
 * @throws UnfitTemplate unsupported if the place is inside a table or repeated, or if the body has no section
 */
export function bodyPlace({ root }: XmlSource): BodyPlace {
  const body = childOf(root, "w:body");
  const last = elementsOf(body).at(-1);
  if (!body || last?.name !== "w:sectPr") throw new UnfitTemplate("unsupported", "a body without a section");
  const controls = bodyControls(root);
  const [control = null] = controls;
  const block = control && blockOf(control);
  if (controls.length > 1 || (block && block.parent !== body)) {
    throw new UnfitTemplate("unsupported", "the place for the text");
  }
  const start = block?.start ?? last.start;
  // A paragraph that ends a section stays, after the text.
  const end = block && !sectionOf(block) ? block.end : start;
  const blocks = elementsOf(body).filter((block) => block !== last);
  const before = blocks.filter((block) => block.end <= start);
  const after = blocks.filter((block) => block.start >= end);
  const breakBefore = before.findLastIndex((block) => sectionOf(block));
  const following = after.map(sectionOf).find((section) => section !== undefined);
  return {
    body,
    control,
    start,
    end,
    section: following ?? last,
    before: before.some(isShown),
    after: after.some(isShown),
    pageBreak: pageBreakIn(before.slice(breakBefore + 1)),
  };
}

/**
 * Returns the control, or the paragraph that it fills, as Word and LibreOffice write a control in an empty paragraph.
 *
 * @throws UnfitTemplate unsupported if the paragraph has other text
 */
function blockOf(control: SourceElement): SourceElement {
  const { parent } = control;
  if (parent?.name !== "w:p") return control;
  if (textIn(parent) !== textIn(control)) throw new UnfitTemplate("unsupported", "text beside the place for the text");
  return parent;
}

/** Finds a page break after which the blocks show nothing. */
function pageBreakIn(blocks: readonly SourceElement[]): SourceElement | null {
  const elements = blocks.flatMap((block) => [...descendants(block)]);
  const at = elements.findLastIndex((element) => element.name === "w:br" && wordAttribute(element, "type") === "page");
  const isEnd = elements.slice(at + 1).every(({ name }) => !["w:t", "w:drawing", "w:pict", "w:sdt"].includes(name));
  return isEnd ? (elements[at] ?? null) : null;
}

/** Returns the section that ends with a paragraph. */
function sectionOf(block: SourceElement): SourceElement | undefined {
  return block.name === "w:p" ? childOf(childOf(block, "w:pPr"), "w:sectPr") : undefined;
}

/** Whether a block shows something, or ends a section. An empty paragraph does not count. */
function isShown(block: SourceElement): boolean {
  if (block.name === "w:bookmarkStart" || block.name === "w:bookmarkEnd") return false;
  if (block.name !== "w:p") return true;
  return (
    textIn(block).trim() !== "" ||
    [...descendants(block)].some(({ name }) =>
      ["w:drawing", "w:pict", "w:sectPr", "w:sdt", "w:fldSimple"].includes(name),
    )
  );
}

/**
 * Turns the section of the text to landscape. Pages of the template before the text, if a page break ends them, become a
 * section of their own, as they are. Returns what to insert before the text, and the edits of the part.
 */
function wideFrame({ xml }: XmlSource, { section, pageBreak }: BodyPlace): { before: string; edits: Edit[] } {
  const own = xml.slice(section.start, section.end);
  const text = turned(own, section, section.start, pageBreak !== null);
  return {
    before: pageBreak ? `<w:p><w:pPr>${own}</w:pPr></w:p>` : "",
    edits: [
      { start: section.start, end: section.end, text },
      // The end of the section breaks the page.
      ...(pageBreak ? [{ start: pageBreak.start, end: pageBreak.end, text: "" }] : []),
    ],
  };
}

/** Returns section properties in landscape. A section after another one has no first page of its own. */
function turned(own: string, section: SourceElement, offset: number, isFurther: boolean): string {
  const size = childOf(section, "w:pgSz");
  const dropped = ["w:footnotePr", ...(isFurther ? ["w:titlePg", "w:type"] : [])];
  const [width = "11906", height = "16838"] = [wordAttribute(size, "w"), wordAttribute(size, "h")];
  const [long, short] = Number(width) > Number(height) ? [width, height] : [height, width];
  const turnedSize = `<w:pgSz w:w="${long}" w:h="${short}" w:orient="landscape"/>`;
  let text = "";
  let at = section.openEnd;
  const isEmpty = section.end === section.openEnd;
  if (isEmpty) return `<w:sectPr>${turnedSize}</w:sectPr>`;
  let hasSize = false;
  for (const child of elementsOf(section)) {
    text += own.slice(at - offset, child.start - offset);
    if (child.name === "w:pgSz") {
      text += turnedSize;
      hasSize = true;
    } else if (!dropped.includes(child.name)) text += own.slice(child.start - offset, child.end - offset);
    at = child.end;
  }
  const open = own.slice(0, section.openEnd - offset);
  return hasSize ? `${open}${text}${own.slice(at - offset)}` : own;
}
