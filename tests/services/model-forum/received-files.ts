import { isImported } from "#core/receive/item-result.ts";
import type { ShownContribution } from "#core/contract/contribution-operations.ts";
import { participants } from "../../../fixtures/wtpf-13/source/people.ts";
import type { Context, LoadedContent } from "../../../server/services/kernel/context.ts";
import { loadContent } from "../../../server/services/versions/content.ts";
import { programActor } from "../../../server/services/kernel/authorise.ts";
import { receiveContribution } from "../../../server/services/contributions/receive-contribution.ts";
import { effectOf, fileOf, rangeOf, wantedEffect } from "./known-contributions.ts";
import { answers, copyOfModel } from "./model.ts";

const names = new Map(participants.map(({ id, name }) => [id, name]));
const named = answers.contributions.map((answer) => [answer.file, answer] as const);

interface Opened {
  received: ShownContribution;
  content: LoadedContent;
}

const opened = new Map<string, Opened>();
let forum: Context;
beforeAll(async () => {
  // The clock is long after every contribution.
  let seconds = 0;
  forum = await copyOfModel({ now: () => new Date(Date.UTC(2013, 5, 1, 9, 0, (seconds += 1))) });
  for (const { file, sent } of answers.contributions) {
    const received = await receiveContribution(forum, programActor, {
      bytes: fileOf(file),
      fileName: `${file}.docx`,
      sentOn: sent,
    });
    const version = await forum.store.read((reader) => reader.get("versions", received.versionId ?? ""));
    if (!version) throw new Error(`${file} is on no version`);
    opened.set(file, { received, content: await loadContent(forum, version) });
  }
});

function of(file: string): Opened {
  const found = opened.get(file);
  if (!found) throw new Error(`${file} was not received`);
  return found;
}

test.each(named)("%s is matched to the version it was written on, whatever its cover says", (file, { on, marking }) => {
  const { version, matches, matchedBy } = of(file).received;
  const [best, next] = matches;
  expect(version && [version.address.replace(/:en$/u, ""), matchedBy]).toEqual([on, "text"]);
  expect(best?.versionId).toBe(version?.id);
  if (marking === "untracked") expect(best?.score).toBeGreaterThan(0.8);
  else expect(best?.score).toBe(1);
  expect(next && next.score < (best?.score ?? 0)).toBe(true);
});

test.each(named)("%s proposes its authors' changes, each under their own name", (file, { proposals, marking }) => {
  const { received, content } = of(file);
  const found = received.items
    .filter(({ kind }) => kind === "proposal")
    .map((item) => ({ by: item.author, does: effectOf(item, content) }));
  // A file that was rewritten or marked by hand does not name its authors.
  const wanted = proposals.map((proposal) => ({
    by: marking === "tracked" ? names.get(proposal.by) : "",
    does: wantedEffect(proposal, content.text),
  }));
  expect(found).toHaveLength(wanted.length);
  expect(found).toEqual(expect.arrayContaining(wanted));
});

test.each(named)("%s: its comments are on their text, with replies and resolved state", (file, answer) => {
  const { received, content } = of(file);
  const roots = answer.comments.filter(({ answers: root }) => root === null);
  const wanted = roots.map((root) => ({
    by: names.get(root.by),
    at: root.at,
    text: root.text,
    resolved: root.resolved,
    // A comment on inserted text belongs to the proposal that inserts it.
    on:
      root.start === root.end && root.change !== null
        ? answer.changes[root.change]?.text.trim()
        : [root.start, root.end],
    answers: answer.comments
      .filter(({ answers: to }) => to !== null && answer.comments[to] === root)
      .map(({ by, at, text }) => ({ by: names.get(by), at, text })),
  }));
  const found = wanted.map(({ text }) => {
    const item = received.items.find((one) => one.text === text || one.replies.some((reply) => reply.text === text));
    if (!item) return null;
    const own = item.replies.find((reply) => reply.text === text);
    const dated = (at: string | null): string | undefined => at?.replace(".000Z", "Z");
    const others = item.replies.filter((reply) => reply !== own);
    return {
      by: own?.author ?? item.author,
      at: dated(own?.at ?? item.at),
      text,
      resolved: item.resolved,
      on: item.kind === "proposal" ? item.words : rangeOf(item, content.text),
      answers: others.map(({ author, at, text }) => ({ by: author, at: dated(at), text })),
    };
  });
  // A comment that explains a proposal has the proposal's date.
  const undated = ({ at, on, ...rest }: { at: string | undefined; on: unknown }): object =>
    typeof on === "string" ? { ...rest, on } : { ...rest, on, at };
  expect(found.map((one) => one && undated(one))).toEqual(wanted.map(undated));
});

test.each(named)("%s: leaves its cover out and reports it", (file, { coverLines }) => {
  const { received } = of(file);
  const cover = received.setAside.filter(({ code }) => code === "before-the-text");
  expect(cover).toHaveLength(coverLines);
  expect(received.setAside).toHaveLength(coverLines);
});

test.each(named)("%s: accounts for every mark once", (file, { changes, comments, marking }) => {
  const { items, setAside } = of(file).received;
  const marks = [...items, ...setAside].flatMap((one) => one.marks).filter((mark) => !mark.startsWith("mark"));
  const all = marking === "tracked" ? changes.map((_change, index) => `change ${String(index + 1)}`) : [];
  expect(marks.toSorted()).toEqual(
    [...all, ...comments.map((_one, index) => `comment ${String(index + 1)}`)].toSorted(),
  );
});

test.each(named)("%s comes from the organisations of its known authors", (file, { from, marking }) => {
  const { organisationIds, authors } = of(file).received;
  if (marking === "untracked") expect(organisationIds).toEqual([]);
  else expect(organisationIds.toSorted()).toEqual(from.toSorted());
  expect(authors.filter(({ participantId }) => participantId === null)).toEqual([]);
});

test("proposes hand-marked and unmarked changes, which await confirmation", () => {
  const requests = answers.contributions.map(({ file }) => {
    const { received } = of(file);
    const { handMarks, unmarked } = received;
    return [file, handMarks, unmarked, received.items.filter((item) => isImported(received, item)).length > 0];
  });
  expect(requests.filter(([, handMarks, unmarked]) => handMarks !== "none" || unmarked !== "none")).toEqual([
    ["tavi-sg-report", "asked", "none", false],
    ["sarenne-opinion-4", "none", "asked", false],
  ]);
});

test("recognises a second copy under another name or saved again", async () => {
  const again = (bytes: Uint8Array): Promise<unknown> =>
    receiveContribution(forum, programActor, { bytes, fileName: "opinion-5-valdoria-final-2.docx" });
  const first = of("valdoria-opinion-5").received;
  const notice = { code: "already-received", params: { contribution: first.id, fileName: "valdoria-opinion-5.docx" } };
  await expect(again(fileOf("opinion-5-valdoria-final-2"))).rejects.toMatchObject(notice);
  const { zipSync, unzipSync } = await import("fflate");
  await expect(again(zipSync(unzipSync(fileOf("valdoria-opinion-5")), { level: 9 }))).rejects.toMatchObject(notice);
});
