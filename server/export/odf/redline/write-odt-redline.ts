import { descendants, edited, elementsOf, textIn } from "../../package/xml-source.ts";
import {
  comparedStories,
  leftOutNotices,
  missingOf,
  type RedlineNotice,
  type RedlineTask,
  type WrittenRedline,
} from "../../tracked/redline-task.ts";
import { contentPart, OdtRegions } from "../odt-content.ts";
import { NewStyles } from "../odt-styles.ts";
import { BasePictures, BaseStyles } from "./base-parts.ts";
import { DeletedOdt } from "./deleted-odt.ts";
import { MarkPlaces } from "./mark-places.ts";
import { OdtFile, readOdtStories } from "./odt-stories.ts";
import { OdtStoryWriter } from "./odt-story-writer.ts";

/**
 * Writes a redline into the revised OpenDocument text. Accepting all changes gives the text of the revised file, and
 * rejecting all gives that of the base. A move is a deletion and an insertion, which LibreOffice recognises as a move.
 * Neither file may contain tracked changes. The notices say what the redline leaves out.
 *
 * @throws UnsupportedPackageError if the changes cannot be written safely
 */
export function writeOdtRedline({ base, revised, comparison, author, date }: RedlineTask): WrittenRedline {
  const files = { base: new OdtFile(base), revised: new OdtFile(revised) };
  const compared = comparedStories(comparison, (side, cuts) => readOdtStories(files[side], cuts));
  const { stories, partners, aligner } = compared;
  const { content } = files.revised;
  const styles = new BaseStyles(files);
  const rows = new NewStyles(content);
  const pictures = new BasePictures(base, revised);
  const regions = new OdtRegions(content);
  const places = new MarkPlaces(content.source);
  const writer = new OdtStoryWriter({
    aligner,
    partners,
    regions,
    by: { author, date: date.slice(0, 19) },
    styles: rows,
    deleted: new DeletedOdt({
      styles,
      declared: content.declared,
      picture: (address) => pictures.adopt(address),
    }),
    places,
    groupOf: stories.revised.groupOf,
  });
  writer.changed(stories.base.body, stories.revised.body);
  const edits = [...rows.edits(styles.added()), ...regions.edits(), ...places.edits()];
  const parts = pictures.added();
  if (edits.length > 0) parts.set(contentPart, new TextEncoder().encode(edited(content.source.xml, edits)));
  const notices = odtLeftOut(files);
  if (styles.missing.size > 0) notices.push({ code: "styles-left-out", count: styles.missing.size });
  if (writer.leftEmpty > 0) notices.push({ code: "ends-not-tracked", count: writer.leftEmpty });
  if (writer.drawings > 0) notices.push({ code: "drawings-not-tracked", count: writer.drawings });
  return { parts, notices };
}

/** Returns what a redline of two OpenDocument texts leaves out of the base. */
function odtLeftOut({ base, revised }: Readonly<Record<"base" | "revised", OdtFile>>): RedlineNotice[] {
  const [own, kept] = [base, revised].map(({ content }) =>
    [...descendants(content.body)].filter(({ name }) => name === "office:annotation"),
  );
  const comments = missingOf(own ?? [], kept ?? [], () => []);
  return leftOutNotices(comments, [headerTexts(base), headerTexts(revised)]);
}

/** Returns the texts of all headers and footers, in a fixed order. */
function headerTexts({ styles }: OdtFile): string {
  const texts = (styles ? [...descendants(styles.root)] : []).flatMap((element) => {
    if (!/^style:(?:header|footer)(?:-left|-first)?$/u.test(element.name)) return [];
    const text = elementsOf(element).map(textIn).join(" ").replace(/\s+/gu, " ").trim();
    return text === "" ? [] : [`${element.name} ${text}`];
  });
  return texts.sort().join("\n");
}
