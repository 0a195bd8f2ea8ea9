import fc from "fast-check";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import type { Node } from "prosemirror-model";
import type { Compilation, CompiledThread } from "#core/compile/compilation.ts";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { trackedProposals } from "#core/compile/tracked-proposals.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { docx } from "../../export/whole-files.ts";
import { threadViewer, type ReplyView, type ThreadView } from "../../../server/export/shared/thread-view.ts";
import { readDraft } from "../../../server/import/read-draft.ts";
import { compilation, annotationsOfEveryKind, opinion } from "../../export/sample.ts";
import { commentsOn, proposalsOn, writtenDrafts } from "./written-file.ts";

test("reads the comments of an exported Word file back on the same text, with their threads", async () => {
  const commented = writtenDrafts.chain((draft) =>
    fc.record({ draft: fc.constant(draft), comments: commentsOn(draft) }),
  );
  await fc.assert(
    fc.asyncProperty(commented, async ({ draft, comments }) => {
      const compiled = compilation(comments, { draft });
      const { value } = await readDraft(await docx(compiled), { fileName: "a.docx", language: "en", changes: "keep" });
      expect(clausesOf(value.draft)).toEqual(clausesOf(draft));
      expect(value.markup.comments.map(({ initials: _initials, ...comment }) => comment)).toEqual(
        expectedComments(compiled, draft),
      );
      expect(value.markup.changes).toEqual([]);
    }),
    { numRuns: 30 },
  );
});

test("reads a compilation in forum layout back as its draft, and reports edits to its comments", async () => {
  const file = unzipSync(await docx(compilation(annotationsOfEveryKind()), "forum"));
  const body = strFromU8(file["word/document.xml"] ?? new Uint8Array());
  const put = '<w:ins w:id="900" w:author="Ada"><w:r><w:t>We agree.</w:t></w:r></w:ins>';
  file["word/document.xml"] = strToU8(body.replace(/(<w:pStyle w:val="SourceText"\/>.*?)<\/w:p>/u, `$1${put}</w:p>`));
  const { value, notices } = await readDraft(zipSync(file), { fileName: "a.docx", language: "en", changes: "keep" });
  expect(versionTextOf(value.draft).text).toBe(versionTextOf(opinion).text);
  expect(notices.map(({ code, params }) => [code, params])).toEqual([
    ["title-page-left-out", {}],
    ["compiled-comments-left-out", {}],
    ["compiled-comments-changed", { words: "We agree." }],
  ]);
});

test("reads exported proposals back as the same tracked changes on the same text", async () => {
  const proposed = writtenDrafts.chain((draft) =>
    fc.record({ draft: fc.constant(draft), proposals: proposalsOn(draft) }),
  );
  await fc.assert(
    fc.asyncProperty(proposed, async ({ draft, proposals }) => {
      const compiled = compilation(proposals, { draft });
      const file = await docx(compiled, "tracked-changes");
      const { value } = await readDraft(file, { fileName: "a.docx", language: "en", changes: "keep" });
      expect(clausesOf(value.draft)).toEqual(clausesOf(draft));
      expect(inOrder(value.markup.changes.map((change) => ({ ...change, date: change.date?.slice(0, 10) })))).toEqual(
        inOrder(expectedChanges(compiled, draft)),
      );
    }),
    { numRuns: 30 },
  );
});

/** Returns the changes that each proposal drawn in the text should give. */
function expectedChanges(compiled: Compilation, draft: Node): object[] {
  const { clauses, text } = versionTextOf(draft);
  return trackedProposals(compiled).shown.flatMap(({ thread, operations }) => {
    const who = { author: threadViewer(compiled)(thread).source.name, date: thread.createdAt.slice(0, 10) };
    return operations.flatMap((step) => changesOf(step).map((change) => ({ to: null, ...who, ...change })));
  });

  function changesOf(step: ProposalOperation): object[] {
    switch (step.kind) {
      case "replace": {
        const { start } = placeOf(step.start.clause);
        const [from, to] = [start + step.start.offset, start + step.end.offset];
        const words = step.content.map((node) => node["text"]).join("");
        return [
          ...(to > from ? [{ kind: "delete", start: from, end: to, text: text.slice(from, to) }] : []),
          ...(words === "" ? [] : [{ kind: "insert", start: to, end: to, text: words }]),
        ];
      }
      case "insert": {
        const at = afterClause(step.after);
        const text = step.clause.content.map((node) => node["text"]).join("");
        return [{ kind: "insert", start: at, end: at, text: `${step.clause.label ?? ""}\t${text}\n` }];
      }
      case "delete":
        return [{ kind: "delete", ...lineOf(step.clause) }];
      case "move": {
        const { label } = placeOf(step.clause);
        const line = lineOf(step.clause);
        const put = label === null ? {} : { put: `${label}\t${line.text.replace(/\n$/u, "")}\n` };
        const notes = notesOf(step.clause).map((text) => ({ text }));
        return [{ kind: "move", ...line, ...put, ...(notes.length > 0 && { notes }), to: afterClause(step.after) }];
      }
      case "relabel": {
        const { start, label } = placeOf(step.clause);
        const put = step.label ?? "";
        return [{ kind: "insert", start, end: start, text: label === null ? `${put}\t` : put }];
      }
    }
  }

  function placeOf(id: string): (typeof clauses)[number] {
    const clause = clauses.find((one) => one.id === id);
    if (!clause) throw new Error(`No clause ${id}`);
    return clause;
  }

  /** Returns a clause's range and text, including the line end after it. */
  function lineOf(id: string): { start: number; end: number; text: string } {
    const { start, end } = placeOf(id);
    const past = Math.min(end + 1, text.length);
    return { start, end: past, text: text.slice(start, past) };
  }

  /** Returns the texts of a clause's notes, which follow it. */
  function notesOf(id: string): string[] {
    const after = clauses.slice(clauses.findIndex((one) => one.id === id) + 1);
    const end = after.findIndex(({ kind }) => kind !== "footnote");
    return after.slice(0, end < 0 ? after.length : end).map(({ start, end: last }) => text.slice(start, last));
  }

  /** Returns the start of the paragraph after a clause and its notes; after the last clause, that paragraph's end. */
  function afterClause(id: string): number {
    const at = clauses.findIndex((one) => one.id === id);
    return (
      clauses.slice(at + 1).find(({ kind }) => kind !== "footnote")?.start ??
      clauses.findLast(({ kind }) => kind !== "footnote")?.end ??
      0
    );
  }
}

function inOrder(changes: readonly object[]): string[] {
  return changes.map((change) => JSON.stringify(change, Object.keys(change).sort())).sort();
}

function clausesOf(draft: Node): unknown[] {
  return draft.content.content.map(({ attrs, textContent }) => [
    attrs["kind"] as string,
    attrs["label"] as string | null,
    textContent,
  ]);
}

/**
 * Returns every thread with its range, numbered in file order: first those on the whole document, then clause by
 * clause.
 */
function expectedComments(compiled: Compilation, draft: Node): unknown[] {
  const { clauses, text } = versionTextOf(draft);
  const threads = [...compiled.general, ...compiled.clauses.flatMap(({ threads }) => threads)];
  let next = 0;
  return threads.flatMap((thread) => {
    const id = String(next);
    next += 1 + thread.replies.length;
    const [start, end] = rangeOf(thread);
    const place = { start, end, change: null };
    const view = threadViewer(compiled)(thread);
    const words = ({ source, createdAt, paragraphs }: ThreadView | ReplyView): object => ({
      author: source.name,
      date: createdAt,
      text: paragraphs.join("\n"),
    });
    return [
      { id, parent: null, ...words(view), resolved: thread.standing !== "open", ...place },
      ...view.replies.map((reply, at) => ({
        id: String(Number(id) + at + 1),
        parent: id,
        ...words(reply),
        resolved: false,
        ...place,
      })),
    ];
  });

  function rangeOf({ places }: CompiledThread): [start: number, end: number] {
    const [first] = places;
    const last = places.at(-1);
    const clause = clauses.find(({ id }) => id === (first?.clause ?? "title"));
    const until = clauses.find(({ id }) => id === last?.clause);
    if (!first || !last || !clause || !until) return [0, clause?.end ?? text.length];
    if (clause.kind !== "footnote") return [clause.start + first.start, until.start + last.end];
    const at = placeOfReference(draft, clause.id);
    return [at, at];
  }
}

/**
 * Returns the position of a note's reference. Word allows no comment inside a footnote, so such a comment is at the
 * reference.
 */
function placeOfReference(draft: Node, note: string): number {
  let at = 0;
  for (const clause of draft.content.content) {
    let offset = at;
    for (const node of clause.content.content) {
      if (node.attrs["clause"] === note) return offset;
      offset += node.textContent.length;
    }
    at += clause.textContent.length + 1;
  }
  throw new Error(`Nothing refers to ${note}`);
}
