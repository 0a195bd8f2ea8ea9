import { ooxmlColour } from "#core/compile/colours.ts";
import { generatedStyles } from "#core/compile/generated-styles.ts";
import type { PackageChanges } from "../package-changes.ts";
import type { WordFile } from "../word-file.ts";
import { childOf, elementsOf, wordAttribute } from "../../package/xml-source.ts";
import { appended } from "../../package/edits.ts";

/** The styles of comments in a file. Undefined if the file has none of that name. */
export interface CommentStyles {
  readonly text: string | undefined;
  readonly sign: string | undefined;
}

/**
 * Returns the file's styles for comments, and adds the one that marks text that is not the commenter's own. Files are
 * recognised by it when they are imported again.
 */
export function commentStyles(file: WordFile, changes: PackageChanges): CommentStyles {
  const styles = elementsOf(file.relatedRoot("styles")).filter(({ name }) => name === "w:style");
  const idOf = (styleName: string): string | undefined => {
    const found = styles.find((style) => wordAttribute(childOf(style, "w:name"), "val")?.toLowerCase() === styleName);
    return wordAttribute(found, "styleId");
  };
  const part = file.related("styles");
  const source = file.source(part);
  const hasRemark = styles.some((style) => wordAttribute(style, "styleId") === generatedStyles.remark);
  if (part !== undefined && source?.root.raw === "w:styles" && !hasRemark) {
    const remark =
      `<w:style w:type="character" w:customStyle="1" w:styleId="${generatedStyles.remark}"><w:name w:val="Comment Meta"/>` +
      `<w:rPr><w:color w:val="${ooxmlColour("ink-soft")}"/></w:rPr></w:style>`;
    changes.edit(part, [appended(source, remark)]);
  }
  return { text: idOf("annotation text"), sign: idOf("annotation reference") };
}

/** Returns comments' paragraphs with the file's own style for comments, or without one. */
export function withStyle(xml: string, style: string | undefined): string {
  const own = style === undefined ? "" : `<w:pStyle w:val="${style}"/>`;
  return xml.replaceAll('<w:pStyle w:val="CommentText"/>', own);
}
