import { SaxesParser, type SaxesAttributeNS, type SaxesTagNS } from "saxes";

const svg = "http://www.w3.org/2000/svg";
const xhtml = "http://www.w3.org/1999/xhtml";
/** Namespaces of attributes that decide what is seen. */
const shownNamespaces = new Set([
  "",
  "http://www.w3.org/1999/xlink",
  "http://www.w3.org/XML/1998/namespace",
  "http://www.w3.org/2000/xmlns/",
]);
/** Elements of SVG that are not on the page. */
const unseen = new Set(["metadata", "title", "desc", "script"]);
/** Elements of HTML that are on the page, for text inside a drawing. Programs write few others there. */
const shownHtml = new Set(
  "html body style div span p br hr b i u s em strong small big sub sup font center pre code a img ul ol li table tbody thead tfoot tr th td h1 h2 h3 h4 h5 h6".split(
    " ",
  ),
);
/** Attributes of HTML other than those that describe, or refer to files. */
const shownHtmlAttributes =
  /^(?:xmlns|style|class|id|href|src|dir|lang|align|valign|color|bgcolor|face|size|width|height|border|(?:col|row)span|cell(?:padding|spacing)|start|type)$/u;
/**
 * Attributes that describe, hold scripts, or name the drawing's own file. `content` is the whole document of some
 * drawing programs.
 */
const unseenAttributes = /^(?:data-|on|aria-)|^(?:xml:base|content)$/u;
/** Maximum nesting depth. The parser looks up each name's namespace through all open elements. */
const deepestNesting = 100;

/** Cleans a picture of another format. Null if that is not possible. */
type CleanPicture = (bytes: Uint8Array) => Uint8Array | null;

/**
 * Returns an SVG drawing without comments, descriptions, scripts, the data of drawing programs and addresses of other
 * files. All else keeps its bytes. Null if it is damaged, declares entities, has comments or addresses in its styles, or
 * pictures inside that `cleanInner` does not know. Source: SVG 1.1, second edition, chapters 5, 21 and 23.
 */
export function cleanSvg(bytes: Uint8Array, cleanInner: CleanPicture): Uint8Array | null {
  try {
    const xml = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return new TextEncoder().encode(new Cleaning(xml, cleanInner).result());
  } catch {
    return null;
  }
}

class Cleaning {
  readonly #xml: string;
  readonly #cleanInner: CleanPicture;
  readonly #parser = new SaxesParser({ xmlns: true, position: true });
  #kept = "";
  /** Offset up to which the text is kept or removed. */
  #from = 0;
  #depth = 0;
  /** Depth of the removed element that the parser is in. */
  #removedAt: number | null = null;
  /** Text of the style element that the parser is in. Comments may divide it, and they are removed. */
  #style: string | null = null;

  constructor(xml: string, cleanInner: CleanPicture) {
    this.#xml = xml;
    this.#cleanInner = cleanInner;
  }

  result(): string {
    const parser = this.#parser;
    parser.on("error", (error) => {
      throw error;
    });
    parser.on("doctype", (text) => {
      if (/\[|file:|\\/iu.test(text)) throw new RangeError("entities, or an address");
    });
    parser.on("comment", () => this.#remove("<!--", "-->"));
    parser.on("processinginstruction", ({ body }) => {
      // Its own start could not be found.
      if (body.includes("<?")) throw new RangeError("processing instruction");
      this.#remove("<?", "?>");
    });
    parser.on("text", (text) => this.#addStyle(text));
    parser.on("cdata", (text) => this.#addStyle(text));
    parser.on("opentag", (tag) => this.#open(tag));
    parser.on("closetag", (tag) => this.#close(tag));
    parser.write(this.#xml).close();
    return this.#kept + this.#xml.slice(this.#from);
  }

  #open(tag: SaxesTagNS): void {
    this.#depth += 1;
    if (this.#depth > deepestNesting) throw new RangeError("nested too deep");
    if (this.#removedAt !== null) return;
    const start = this.#start("<");
    if (this.#depth === 1 && (tag.uri !== svg || tag.local !== "svg")) throw new RangeError("not SVG");
    const isShown = tag.uri === svg ? !unseen.has(tag.local) : tag.uri === xhtml && shownHtml.has(tag.local);
    if (!isShown) {
      this.#keepTo(start);
      this.#removedAt = this.#depth;
      return;
    }
    if (tag.local === "style") {
      if (this.#style !== null) throw new RangeError("a style in a style");
      this.#style = "";
    }
    const attributes = Object.values(tag.attributes);
    const kept = attributes.flatMap((attribute) => {
      const isUnknown = tag.uri === xhtml && attribute.uri === "" && !shownHtmlAttributes.test(attribute.name);
      return isUnknown ? [] : (this.#shown(attribute) ?? []);
    });
    const isSame = kept.length === attributes.length && kept.every(({ value }, at) => value === attributes[at]?.value);
    if (isSame) return;
    this.#keepTo(start);
    const written = kept.map(({ name, value }) => ` ${name}="${escaped(value)}"`).join("");
    this.#kept += `<${tag.name}${written}${tag.isSelfClosing ? "/" : ""}>`;
    this.#from = this.#parser.position;
  }

  #close({ local }: SaxesTagNS): void {
    if (local === "style" && this.#style !== null && this.#removedAt === null) {
      checkStyle(this.#style);
      this.#style = null;
    }
    if (this.#removedAt === this.#depth) {
      this.#removedAt = null;
      this.#from = this.#parser.position;
    }
    this.#depth -= 1;
  }

  /** Returns an attribute as it stays. Null if it goes. */
  #shown({ name, local, uri, value }: SaxesAttributeNS): { name: string; value: string } | null {
    if (!shownNamespaces.has(uri) || unseenAttributes.test(name)) return null;
    if (name === "style") checkStyle(value);
    else checkAddresses(value);
    // An animation may set an address.
    if (name === "attributeName" && /(?:^|:)href$/u.test(value)) throw new RangeError("an address");
    if (local !== "href" && local !== "src") return { name, value };
    if (value.startsWith("#")) return { name, value };
    if (!/^\s*data:/iu.test(value)) return null;
    const [, start = "", data = ""] =
      /^(\s*data:image\/[\w.+-]+(?:;charset=[\w-]+)?;base64,)([\s\S]*)$/iu.exec(value) ?? [];
    const clean = this.#cleanInner(new Uint8Array(Buffer.from(data, "base64")));
    if (!clean) throw new RangeError("a picture of an unknown format");
    const inner = Buffer.from(clean).toString("base64");
    return { name, value: inner === data.replace(/\s/gu, "") ? value : `${start}${inner}` };
  }

  #addStyle(text: string): void {
    if (this.#style !== null && this.#removedAt === null) this.#style += text;
  }

  #remove(opening: string, closing: string): void {
    if (this.#removedAt !== null) return;
    const start = this.#start(opening);
    this.#keepTo(start);
    this.#from = this.#xml.indexOf(closing, start) + closing.length;
  }

  #keepTo(start: number): void {
    this.#kept += this.#xml.slice(this.#from, start);
  }

  /** Returns the offset of the markup that the parser has just read. */
  #start(opening: string): number {
    return this.#xml.lastIndexOf(opening, this.#parser.position - 1);
  }
}

/** Styles may refer to other files. */
function checkAddresses(text: string): void {
  if (/@import|url\(\s*["']?(?!["'#]|\s)/iu.test(text)) throw new RangeError("an address");
}

/** Escapes could hide an address. Comments may name people. */
function checkStyle(text: string): void {
  if (/\\|\/\*|image-set\(/iu.test(text)) throw new RangeError("an escape, a comment, or an address");
  checkAddresses(text);
}

function escaped(value: string): string {
  return value.replace(/[&<"\t\n\r]/gu, (character) => `&#${String(character.codePointAt(0))};`);
}
