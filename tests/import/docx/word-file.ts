import { strToU8, zipSync } from "fflate";

/** The parts of a hand-made Word file. Parts left out are not in the file. */
export interface WordParts {
  /** Content of the body. */
  body: string;
  /** Content of each part, without its root element. */
  numbering?: string;
  styles?: string;
  footnotes?: string;
  endnotes?: string;
  comments?: string;
  commentsExtended?: string;
  settings?: string;
  /** Link targets by relationship id. */
  links?: Readonly<Record<string, string>>;
  /** Pictures and other parts below "word/" by relationship id. */
  media?: Readonly<
    Record<string, { readonly type: string; readonly name: string; readonly bytes: Uint8Array | string }>
  >;
}

const namespaces =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ' +
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" ' +
  'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" ' +
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" ' +
  'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" ' +
  'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" ' +
  'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" ' +
  'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" ' +
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" ' +
  'xmlns:v="urn:schemas-microsoft-com:vml" mc:Ignorable=""';

const types = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

/** Builds a Word file of exactly these parts, for content that no writer would produce. */
export function wordFile(parts: WordParts): Uint8Array {
  const others = (
    ["numbering", "styles", "footnotes", "endnotes", "comments", "commentsExtended", "settings"] as const
  ).filter((name) => parts[name] !== undefined);
  const files: Record<string, string> = {
    "[Content_Types].xml":
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      '<Default Extension="xml" ContentType="application/xml"/>' +
      `<Override PartName="/word/document.xml" ContentType="${types}document.main+xml"/>` +
      others.map((name) => `<Override PartName="/word/${name}.xml" ContentType="${types}${name}+xml"/>`).join("") +
      "</Types>",
    "_rels/.rels": relationships([["rId1", "officeDocument", "word/document.xml"]]),
    "word/document.xml": `<w:document ${namespaces}><w:body>${parts.body}<w:sectPr/></w:body></w:document>`,
    "word/_rels/document.xml.rels": relationships([
      ...others.map((name): [string, string, string] => [`part-${name}`, name, `${name}.xml`]),
      ...Object.entries(parts.media ?? {}).map(([id, { type, name }]): [string, string, string] => [id, type, name]),
      ...Object.entries(parts.links ?? {}).map(([id, target]): [string, string, string, string] => [
        id,
        "hyperlink",
        target,
        "External",
      ]),
    ]),
  };
  for (const name of others) files[`word/${name}.xml`] = `<w:${name} ${namespaces}>${parts[name] ?? ""}</w:${name}>`;
  const media = Object.values(parts.media ?? {}).map(({ name, bytes }) => [`word/${name}`, bytes] as const);
  const bytesOf = (content: Uint8Array | string): Uint8Array =>
    typeof content === "string" ? strToU8(content) : content;
  return zipSync(
    Object.fromEntries([...Object.entries(files), ...media].map(([name, content]) => [name, bytesOf(content)])),
    { mtime: "2013-05-14" },
  );
}

function relationships(list: readonly (readonly [id: string, type: string, target: string, mode?: string])[]): string {
  const entries = list.map(
    ([id, type, target, mode]) =>
      `<Relationship Id="${id}" Type="${relations}${type}" Target="${target}"${mode ? ` TargetMode="${mode}"` : ""}/>`,
  );
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${entries.join("")}</Relationships>`;
}

/** Returns a paragraph with one run; `properties` are the paragraph's, as XML. */
export function p(text: string, properties = ""): string {
  return `<w:p>${properties && `<w:pPr>${properties}</w:pPr>`}${r(text)}</w:p>`;
}

/** Returns a run; `properties` are its own, as XML. */
export function r(text: string, properties = ""): string {
  return `<w:r>${properties && `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`;
}

/** Returns a run with a picture; `id` is the relationship to its part. */
export function picture(id: string, alt = "", name = "Picture 1"): string {
  const shown = `<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="1" name="${name}"/></pic:nvPicPr><pic:blipFill><a:blip r:embed="${id}"/></pic:blipFill></pic:pic>`;
  const data = `<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">${shown}</a:graphicData>`;
  return `<w:r><w:drawing><wp:inline><wp:docPr id="1" name="${name}" descr="${alt}"/><a:graphic>${data}</a:graphic></wp:inline></w:drawing></w:r>`;
}

/** Returns a paragraph of a list. */
export function li(list: number, level: number, text: string): string {
  return p(text, `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr>`);
}

/** Returns a list definition. Each level is its format, its text and any further XML. */
export function abstractNum(
  id: number,
  levels: readonly (readonly [format: string, text: string, more?: string])[],
): string {
  const each = levels.map(([format, text, more = ""], at) => {
    const start = more.includes("<w:start ") ? "" : '<w:start w:val="1"/>';
    return `<w:lvl w:ilvl="${at}">${start}<w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`;
  });
  return `<w:abstractNum w:abstractNumId="${id}"><w:multiLevelType w:val="multilevel"/>${each.join("")}</w:abstractNum>`;
}

/** Returns a list that uses a definition; `overrides` is XML. */
export function num(id: number, definition: number, overrides = ""): string {
  return `<w:num w:numId="${id}"><w:abstractNumId w:val="${definition}"/>${overrides}</w:num>`;
}

/** Returns an override that restarts a level of a list. */
export function startOverride(level: number, start: number): string {
  return `<w:lvlOverride w:ilvl="${level}"><w:startOverride w:val="${start}"/></w:lvlOverride>`;
}

/** Returns a complete paragraph style; `inside` is XML. */
export function paragraphStyle(id: string, name: string, inside: string): string {
  return `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>${inside}</w:style>`;
}
