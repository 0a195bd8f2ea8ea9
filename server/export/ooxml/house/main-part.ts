import type { FieldValues } from "#core/text/word-template.ts";
import { edited, type Edit } from "../../package/edits.ts";
import { childOf, descendants, type SourceElement, wordAttribute, type XmlSource } from "../../package/xml-source.ts";
import { escapeXml } from "../../shared/xml.ts";
import { type BodyPlace, wideFrame } from "./body-place.ts";
import { fillFields, withoutInner } from "./fill-fields.ts";
import { UnfitTemplate } from "./unfit-template.ts";

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
