import { publishVersion } from "../../server/services/publication/publication.ts";
import { prepareVersion } from "../../server/services/publication/upload.ts";
import { loadContent } from "../../server/services/versions/content.ts";
import { p, picture, wordFile } from "../import/docx/word-file.ts";
import { asActor, openForum, type TestForum } from "./forum.ts";

/** Returns a Word file of sentences and the pictures "p1" and "p2", each a paragraph. */
export function illustratedFile(...lines: readonly string[]): Uint8Array {
  const media = {
    p1: { type: "image", name: "media/image1.bmp", bytes: "BMfirst" },
    p2: { type: "image", name: "media/image2.bmp", bytes: "BMsecond" },
  };
  const body = lines.map((line) => (line in media ? `<w:p>${picture(line, "A map")}</w:p>` : p(line))).join("");
  return wordFile({ body, media });
}

/**
 * Opens a forum whose draft is a Word file with a picture. `objects` is false for a draft from before pictures were part
 * of the text.
 */
export async function illustratedForum(
  bytes: Uint8Array,
  { objects }: { objects: boolean },
): Promise<TestForum & { versionId: string; clauses: string[] }> {
  const forum = await openForum();
  const { files } = forum.context;
  const readDraft: typeof files.readDraft = (file, options) => files.readDraft(file, { ...options, objects });
  const context = { ...forum.context, files: { ...files, readDraft } };
  const { version } = await prepareVersion(context, asActor("secretariat"), {
    document: "opinion-5",
    bytes,
    fileName: "draft.docx",
    round: "1",
    label: "Draft 1",
    date: "2013-02-01",
    language: "en",
  });
  await publishVersion(forum.context, asActor("secretariat"), { version: version.id });
  const stored = await forum.context.store.read((reader) => reader.get("versions", version.id));
  if (!stored) throw new Error("The version is not stored");
  const { text } = await loadContent(forum.context, stored);
  return Object.assign(forum, { versionId: version.id, clauses: text.clauses.map(({ id }) => id) });
}
