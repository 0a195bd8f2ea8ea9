import type { Parts } from "../../package/parts.ts";
import { parseSource, type XmlSource } from "../../package/xml-source.ts";
import { OdtContent } from "../odt-content.ts";

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
