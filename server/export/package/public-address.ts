/** The addresses that lead out of a file and reveal nothing of its author's computer. */
const publicScheme = /^(?:https?|mailto|ftp|tel):/iu;

/** An address that leads nowhere. A relation needs one. */
export const noAddress = "about:blank";

/** Returns whether an address outside a file may stay: an address of the web, or a place in the same file. */
export function isPublicAddress(address: string): boolean {
  return address === "" || address.startsWith("#") || publicScheme.test(address.trim());
}

/** Fields whose text comes from a file's properties, settings or data, or from another file. */
const computed =
  /^\s*(?:ADDIN|AUTHOR|BIBLIOGRAPHY|CITATION|COMMENTS|CREATEDATE|DATABASE|DDE|DDEAUTO|DOCPROPERTY|DOCVARIABLE|EDITTIME|FILENAME|FILESIZE|INFO|KEYWORDS|LASTSAVEDBY|LINK|MERGEFIELD|PRINTDATE|REVNUM|SAVEDATE|SUBJECT|TEMPLATE|TITLE|USERADDRESS|USERINITIALS|USERNAME)\b/iu;
const author =
  /^\s*(?:AUTHOR|COMMENTS|DOCPROPERTY|DOCVARIABLE|FILENAME|INFO|KEYWORDS|LASTSAVEDBY|LINK|MERGEFIELD|TEMPLATE|USERADDRESS|USERINITIALS|USERNAME)\b/iu;
const toAnAddress = /^\s*(?:HYPERLINK|IMPORT|INCLUDE|INCLUDEPICTURE|INCLUDETEXT|RD)\s+(?:"([^"]*)"|([^\s"\\]\S*))/iu;

/** Returns whether a field shows a person, a file or what somebody wrote into the properties of the file. */
export function namesAuthor(instruction: string): boolean {
  return author.test(instruction);
}

/** Returns whether a field's instruction depends on what is removed, or names a file on a computer. */
export function isPrivateField(instruction: string): boolean {
  const address = toAnAddress.exec(instruction);
  if (address && !isPublicAddress(address[1] ?? address[2] ?? "")) return true;
  return computed.test(instruction) || /(?:^|[\s"])(?:file:|[a-z]:[\\/]|\\\\\S)/iu.test(instruction);
}
