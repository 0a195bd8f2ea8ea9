import { strToU8, zipSync } from "fflate";

const namespaces = [
  ...["office", "text", "table", "style", "meta"].map(
    (name) => [name, `urn:oasis:names:tc:opendocument:xmlns:${name}:1.0`] as const,
  ),
  ["draw", "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"],
  ["fo", "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"],
  ["svg", "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"],
  ["loext", "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"],
  ["dc", "http://purl.org/dc/elements/1.1/"],
  ["xlink", "http://www.w3.org/1999/xlink"],
]
  .map(([prefix = "", address = ""]) => `xmlns:${prefix}="${address}"`)
  .join(" ");

/** The parts of a hand-made OpenDocument text, as XML. Parts left out are empty. */
export interface OdtFileParts {
  body: string;
  /** Automatic styles, including list styles. */
  styles?: string;
  /** Named styles. */
  named?: string;
  /** Further entries of the manifest. */
  manifest?: string;
  mimetype?: string;
  /** Content of pictures and embedded objects, by the name of their part. */
  files?: Readonly<Record<string, string>>;
}

/** The entries of the manifest without which LibreOffice does not open a file. */
export const officeManifest = [
  ["/", "application/vnd.oasis.opendocument.text"],
  ["content.xml", "text/xml"],
  ["styles.xml", "text/xml"],
]
  .map(
    ([path, type]) => `<manifest:file-entry manifest:full-path="${path ?? ""}" manifest:media-type="${type ?? ""}"/>`,
  )
  .join("");

/** Builds an OpenDocument text of exactly these parts. */
export function odtFile({
  body,
  styles = "",
  named = "",
  manifest = "",
  mimetype = "text",
  files = {},
}: OdtFileParts): Uint8Array {
  const content = `<office:document-content ${namespaces}><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:text>${body}</office:text></office:body></office:document-content>`;
  return zipSync(
    {
      mimetype: [strToU8(`application/vnd.oasis.opendocument.${mimetype}`), { level: 0 }],
      ...Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])),
      "content.xml": strToU8(content),
      "styles.xml": strToU8(
        `<office:document-styles ${namespaces}><office:styles>${named}</office:styles></office:document-styles>`,
      ),
      "META-INF/manifest.xml": strToU8(
        `<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">${manifest}</manifest:manifest>`,
      ),
    },
    { mtime: "2013-05-14" },
  );
}

/** Returns a paragraph; `style` is a style name. */
export function p(text: string, style = "Standard"): string {
  return `<text:p text:style-name="${style}">${text}</text:p>`;
}

/** Returns an automatic style for paragraphs or text; `inside` is XML. */
export function style(family: "paragraph" | "text", name: string, inside: string, parent = ""): string {
  const from = parent && ` style:parent-style-name="${parent}"`;
  return `<style:style style:name="${name}" style:family="${family}"${from}>${inside}</style:style>`;
}

/** Returns a list style. Each level is its format and the prefix and suffix of its number. */
export function listStyle(
  name: string,
  levels: readonly (readonly [format: string, prefix: string, suffix: string, more?: string])[],
): string {
  const each = levels.map(
    ([format, prefix, suffix, more = ""], at) =>
      `<text:list-level-style-number text:level="${String(at + 1)}" style:num-format="${format}" style:num-prefix="${prefix}" style:num-suffix="${suffix}" ${more}/>`,
  );
  return `<text:list-style style:name="${name}">${each.join("")}</text:list-style>`;
}

/** Returns a list of entries given as XML; `attributes` are the list's own. */
export function list(style: string, entries: readonly string[], attributes = ""): string {
  const named = style && ` text:style-name="${style}"`;
  const items = entries.map((entry) => `<text:list-item>${entry}</text:list-item>`);
  return `<text:list${named} ${attributes}>${items.join("")}</text:list>`;
}

/**
 * Returns a tracked change, to be declared before the text. `deleted` is the XML of deleted paragraphs; without it, the
 * change is an insertion.
 */
export function change(id: string, deleted?: string, author = "Ada"): string {
  const info = `<office:change-info><dc:creator>${author}</dc:creator><dc:date>2013-02-06T10:00:00</dc:date></office:change-info>`;
  const inside =
    deleted === undefined
      ? `<text:insertion>${info}</text:insertion>`
      : `<text:deletion>${info}${deleted}</text:deletion>`;
  return `<text:changed-region text:id="${id}">${inside}</text:changed-region>`;
}
