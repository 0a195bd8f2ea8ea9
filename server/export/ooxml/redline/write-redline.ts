import { type Parts, UnsupportedPackageError } from "../../package/parts.ts";
import { elementsOf, type SourceElement, textIn, wordAttribute, wordNamespaces } from "../../package/xml-source.ts";
import type { Move } from "../../tracked/moves.ts";
import {
  comparedStories,
  leftOutNotices,
  missingOf,
  type RedlineNotice,
  type RedlineTask,
  type WrittenRedline,
} from "../../tracked/redline-task.ts";
import type { Story, Token } from "../../tracked/story.ts";
import { ChangeNumbers, PackageChanges } from "../package-changes.ts";
import { freeId, WordFile } from "../word-file.ts";
import type { BaseReferences } from "./base-content.ts";
import { DefinitionMap, ListMap } from "./definition-map.ts";
import { DeletedContent } from "./deleted-content.ts";
import { Formats } from "./formats.ts";
import { NoteParts } from "./note-parts.ts";
import { readStories } from "./read-stories.ts";
import { StoryWriter } from "./story-writer.ts";

/**
 * Writes a redline into the revised file's own package. Accepting all changes gives the text of the revised file, and
 * rejecting all gives that of the base. Parts without changes keep their bytes. Neither file may contain tracked changes.
 * The notices say what the redline leaves out.
 *
 * @throws UnsupportedPackageError if the changes cannot be written safely
 */
export function writeOriginalRedline({ base, revised, comparison, ...by }: RedlineTask): WrittenRedline {
  const files = { base: new WordFile(base), revised: new WordFile(revised) };
  const compared = comparedStories(comparison, (side, cuts) => readStories(files[side], cuts));
  const { stories, partners, aligner } = compared;
  const numbers = new ChangeNumbers(by, { next: freeId(files.revised) });
  const changes = new PackageChanges(files.revised, files.base);
  const lists = new ListMap(files);
  const definitions = new DefinitionMap(files, lists);
  let drawings = 900_000_000;

  const moves = new Map<Token, Move>();
  /** Notes of the revised file with their notes of the base. */
  const found = new Map<Story, Story | null>();
  const addNote = (ofBase: Story | null, story: Story): void =>
    void found.set(story, ofBase ?? found.get(story) ?? null);
  const notes = new NoteParts(files, changes, (story, part) => writerOf(story.part, part).deleted.story(story));
  const writer = writerOf(files.base.main, files.revised.main).stories;
  changes.edit(files.revised.main, writer.changed(stories.base.body, stories.revised.body));
  writeNotes();
  const paired = new Map([...found].map(([story, ofBase]) => [ofBase, story]));
  notes.finish([...stories.base.notes.values()].map((story) => [story, paired.get(story)]));
  lists.finish(changes);
  const { size } = definitions.missing;
  const notices = leftOutOf(base, revised);
  if (size > 0) notices.push({ code: "styles-left-out", count: size });
  return { parts: changes.finish(), notices };

  /** Returns the writers for content of a part of the base in a part of the revised file. */
  function writerOf(basePart: string, part: string): { stories: StoryWriter; deleted: DeletedContent } {
    const references: BaseReferences = {
      definitions,
      declared: declaredIn(files.revised.source(part)?.root, part),
      relation: (id) => changes.adopt(part, basePart, id),
      drawingId: () => String((drawings += 1)),
    };
    const formats = new Formats(references);
    const deleted = new DeletedContent({ numbers, formats, references, moves, note: (story) => notes.deleted(story) });
    return {
      stories: new StoryWriter({ numbers, formats, deleted, aligner, partners, moves, note: addNote }),
      deleted,
    };
  }

  /** Writes the changes of the notes. A note of which one reference is kept is kept, even if others are inserted. */
  function writeNotes(): void {
    for (const [story, ofBase] of found) {
      const { stories: noteWriter } = writerOf(ofBase?.part ?? files.base.main, story.part);
      changes.edit(story.part, ofBase ? noteWriter.changed(ofBase, story) : noteWriter.inserted(story));
    }
  }
}

/** Returns the prefixes of a part with their namespaces. New content uses the prefix w for Word's own. */
function declaredIn(root: SourceElement | undefined, part: string): Map<string, string> {
  const declared = new Map(
    root?.attributes
      .filter(({ uri }) => uri === "http://www.w3.org/2000/xmlns/")
      .map(({ raw, value }) => [raw.startsWith("xmlns:") ? raw.slice("xmlns:".length) : "", value]),
  );
  if (root && !wordNamespaces.includes(declared.get("w") ?? "")) throw new UnsupportedPackageError(part, "prefixes");
  return declared;
}

/** Returns what a redline of two files leaves out of the base. */
function leftOutOf(base: Parts, revised: Parts): RedlineNotice[] {
  const files = [new WordFile(base), new WordFile(revised)] as const;
  const [own, kept] = files.map((file) => elementsOf(file.relatedRoot("comments")).filter(isComment));
  const comments = missingOf(own ?? [], kept ?? [], (comment) => [
    wordAttribute(comment, "author"),
    wordAttribute(comment, "date"),
  ]);
  return leftOutNotices(comments, [headerTexts(files[0]), headerTexts(files[1])]);
}

function isComment({ name }: SourceElement): boolean {
  return name === "w:comment";
}

/** Returns the texts of all headers and footers, in a fixed order. */
function headerTexts(file: WordFile): string {
  return file
    .relationsOf(file.main)
    .filter(({ type }) => type === "header" || type === "footer")
    .flatMap(({ type, target }) => {
      const root = file.source(target)?.root;
      const text = root ? textIn(root).replace(/\s+/gu, " ").trim() : "";
      return text === "" ? [] : [`${type} ${text}`];
    })
    .sort()
    .join("\n");
}
