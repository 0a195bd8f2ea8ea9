import { UnreadableFile } from "../shared/unreadable-file.ts";
import { child, type XmlElement } from "../shared/xml.ts";
import { openZip, type ZipParts } from "../shared/zip-parts.ts";

/** The parts of an OpenDocument text needed to read it. */
export interface OdtParts {
  readonly body: XmlElement;
  /** The elements with styles, named styles first. */
  readonly styles: readonly XmlElement[];
  /** The package, for the content of pictures and embedded objects. */
  readonly file: Pick<ZipParts, "bytes">;
}

/**
 * Opens an OpenDocument text.
 *
 * @throws UnreadableFile not-this-format, encrypted, too-large, damaged
 */
export function openOdt(bytes: Uint8Array): OdtParts {
  const parts = openZip(bytes);
  // The manifest names each encrypted part. Newer files consist of a single encrypted part.
  const isEncrypted = /<(?:\w+:)?encryption-data\b/u.test(parts.text("META-INF/manifest.xml"));
  if (isEncrypted) throw new UnreadableFile("encrypted", "protected with a password");
  const content = parts.part("content.xml");
  if (!content) throw new UnreadableFile("damaged", "content.xml is missing");
  const body = child(child(content, "office:body"), "office:text");
  if (!body) throw new UnreadableFile("not-this-format", "an OpenDocument file that is no text");
  const named = parts.part("styles.xml");
  const holders = [
    child(named, "office:styles"),
    child(content, "office:styles"),
    child(content, "office:automatic-styles"),
  ];
  return { body, styles: holders.filter((holder) => holder !== undefined), file: parts };
}
