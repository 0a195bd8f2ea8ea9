import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { firstDraft } from "./forum.ts";
import { forumOf, organisations, participants } from "./people.ts";

/** Writes a model forum with one published draft and one comment below a folder, and returns its own folder. */
export function writeSmallModel(scratch: string): string {
  const folder = path.join(scratch, "model");
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "draft.md"), firstDraft);
  const version = { round: "1", label: "First draft", date: "2013-02-01", language: "en", file: "draft.md" };
  const document = { id: "opinion-5", title: "Opinion 5", shortTitle: "Opinion 5", kind: "opinion", position: 1 };
  const comment = {
    id: "remark",
    on: "opinion-5@1",
    kind: "comment",
    type: "general",
    by: "member",
    text: "A remark.",
  };
  const forum = {
    forum: forumOf({ id: "model", name: "The model" }),
    organisations,
    participants,
    documents: [{ ...document, relations: [], versions: [version] }],
    annotations: [{ ...comment, targets: [{ document: true }], at: "2013-02-02T09:00:00Z" }],
  };
  writeFileSync(path.join(folder, "forum.json"), JSON.stringify(forum));
  return folder;
}
