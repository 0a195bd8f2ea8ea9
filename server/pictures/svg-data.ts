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

/** Cleans a picture of another format. Null if that is not possible. */
type CleanPicture = (bytes: Uint8Array) => Uint8Array | null;

/**
 * Returns an SVG drawing without comments, descriptions, scripts, the data of drawing programs and addresses of other
 * files. All else keeps its bytes. Null if it is damaged, declares entities, or has pictures inside that `cleanInner`
 * does not know. Source: SVG 1.1, second edition, chapters 5, 21 and 23.
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
      if (text.includes("[")) throw new RangeError("entities");
    });
    parser.on("comment", () => this.#remove("<!--", "-->"));
    parser.on("processinginstruction", ({ body }) => {
      // Its own start could not be found.
      if (body.includes("<?")) throw new RangeError("processing instruction");
      this.#remove("<?", "?>");
    });
    parser.on("text", (text) => this.#checkAddresses(text));
    parser.on("cdata", (text) => this.#checkAddresses(text));
    parser.on("opentag", (tag) => this.#open(tag));
    parser.on("closetag", () => this.#close());
    parser.write(this.#xml).close();
    return this.#kept + this.#xml.slice(this.#from);
  }

  #open(tag: SaxesTagNS): void {
    this.#depth += 1;
    if (this.#removedAt !== null) return;
    const start = this.#start("<");
    if (this.#depth === 1 && (tag.uri !== svg || tag.local !== "svg")) throw new RangeError("not SVG");
    if ((tag.uri !== svg || unseen.has(tag.local)) && tag.uri !== xhtml) {
      this.#keepTo(start);
      this.#removedAt = this.#depth;
      return;
    }
    const attributes = Object.values(tag.attributes);
    const kept = attributes.flatMap((attribute) => this.#shown(attribute) ?? []);
    const isSame = kept.length === attributes.length && kept.every(({ value }, at) => value === attributes[at]?.value);
    if (isSame) return;
    this.#keepTo(start);
    const written = kept.map(({ name, value }) => ` ${name}="${escaped(value)}"`).join("");
    this.#kept += `<${tag.name}${written}${tag.isSelfClosing ? "/" : ""}>`;
    this.#from = this.#parser.position;
  }

  #close(): void {
    if (this.#removedAt === this.#depth) {
      this.#removedAt = null;
      this.#from = this.#parser.position;
    }
    this.#depth -= 1;
  }

  /** Returns an attribute as it stays. Null if it goes. */
  #shown({ name, local, uri, value }: SaxesAttributeNS): { name: string; value: string } | null {
    if (!shownNamespaces.has(uri) || /^(?:data-|on)/u.test(name)) return null;
    this.#checkAddresses(value);
    if (local !== "href" && local !== "src") return { name, value };
    if (value.startsWith("#")) return { name, value };
    const [, type = "", data = ""] = /^data:(image\/[a-z+]+);base64,([\s\S]*)$/u.exec(value) ?? [];
    if (type === "") return null;
    const clean = this.#cleanInner(Buffer.from(data, "base64"));
    if (!clean) throw new RangeError("a picture of an unknown format");
    const inner = Buffer.from(clean).toString("base64");
    return { name, value: inner === data.replace(/\s/gu, "") ? value : `data:${type};base64,${inner}` };
  }

  /** Styles may refer to other files. */
  #checkAddresses(text: string): void {
    if (this.#removedAt === null && /@import|url\(\s*["']?(?!["'#]|\s)/iu.test(text))
      throw new RangeError("an address");
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

function escaped(value: string): string {
  return value.replace(/[&<"\t\n\r]/gu, (character) => `&#${String(character.codePointAt(0))};`);
}
