import { readFileSync } from "node:fs";
import { anchor } from "#core/place/anchor.ts";
import { applyOperations } from "#core/propose/apply-operations.ts";
import type { ShownContribution, ShownItem } from "#core/contract/contribution-operations.ts";
import type { Target } from "#core/discuss/target.ts";
import { type Clause, clauseAt, type VersionText } from "#core/text/clause.ts";
import { arabicWording } from "../../fixtures/intake/arabic-wording.ts";
import { englishWording } from "../../fixtures/intake/english-wording.ts";
import { frenchWording } from "../../fixtures/intake/french-wording.ts";
import type { Answer } from "../../fixtures/intake/item.ts";
import { receiveContribution } from "../../server/services/contributions/receive-contribution.ts";
import type { LoadedContent } from "../../server/services/kernel/context.ts";
import { loadContent } from "../../server/services/versions/content.ts";
import { asActor, openForum, type TestForum } from "./forum.ts";

type FileAnswers = Record<string, { draft: string; comments: (Answer & { rows: number[]; table?: number })[] }>;

const folder = "fixtures/intake/files";
const answers = JSON.parse(readFileSync(`${folder}/answers.json`, "utf8")) as FileAnswers;
export const intakeNames = Object.keys(answers);

const secretariat = asActor("secretariat");

/** Counts of comments in a file of the intake fixtures, compared with the known answers. */
export interface IntakeFigures {
  /** Comments with a known answer, and items read with the same first row. */
  comments: number;
  read: number;
  /** Items from rows that are no comment. */
  invented: number;
  /** Matched to exactly the right bodies; proposed to a person; to none; matched or proposed to others. */
  bodies: { right: number; confirm: number; unknown: number; wrong: number };
  /** Placed in the cited section, or in the one with the cited words; elsewhere; elsewhere with a doubt. */
  sections: { of: number; right: number; wrong: number; doubtful: number };
  /** Comments that quote the draft and propose no certain change: placed on the quoted words, or on others. */
  words: { of: number; right: number; wrong: number };
  /** Certain changes: read as the right proposal. `wrong` counts all other proposals without a doubt. */
  proposals: { of: number; right: number; wrong: number };
}

const bodiesOf = {
  "": englishWording.bodies,
  "-fr": frenchWording.bodies,
  "-ar": arabicWording.bodies,
} as const;

/** Opens a forum with the draft of a file and its bodies. Their short names are the first of their other spellings. */
async function openIntake(draft: string): Promise<TestForum> {
  const forum = await openForum();
  const suffix = draft.replace("draft", "") as keyof typeof bodiesOf;
  await forum.context.store.transact(async (writer) => {
    for (const [at, { name, spellings }] of bodiesOf[suffix].entries()) {
      const organisation = { id: `body-${String(at)}`, name, shortName: spellings[0] ?? name };
      await writer.put("organisations", { ...organisation, group: "civil-society" });
    }
    await writer.append({
      ...{ at: "2013-02-06T08:00:00Z", actor: null, onBehalfOf: null, kind: "forum-seeded", documentId: null },
      ...{ subject: { collection: "forum", id: "forum" }, before: null, after: null },
    });
  });
  const language = suffix === "" ? "en" : suffix.slice(1);
  await forum.publish("1", readFileSync(`${folder}/${draft}.md`, "utf8"), { language });
  return forum;
}

/** Receives a file of the intake fixtures, and compares it with the known answers. */
export async function intakeFigures(name: string): Promise<IntakeFigures> {
  const { draft, comments } = answers[name]!;
  const forum = await openIntake(draft);
  const { context } = forum;
  const bytes = new Uint8Array(readFileSync(`${folder}/${name}`));
  const query = { fileName: name, version: "opinion-5@1", jointly: undefined };
  const received = await receiveContribution(context, secretariat, { bytes, ...query });
  const version = (await context.store.read((reader) => reader.get("versions", received.versionId ?? "")))!;
  const content = await loadContent(context, version);
  const items = new Map(received.items.map((item) => [item.marks[0] ?? "", item]));
  const known = new Set(comments.flatMap((comment) => comment.rows.map((row) => markOf(comment, row))));
  const found = comments.flatMap((comment) => {
    const item = items.get(markOf(comment, comment.rows[0] ?? 0));
    return item ? [{ comment, item }] : [];
  });
  return {
    comments: comments.length,
    read: found.length,
    invented: received.items.filter(({ marks }) => !known.has(marks[0] ?? "")).length,
    bodies: countBodies(received, found),
    sections: countSections(content.text, found),
    words: countWords(content.text, found),
    proposals: countProposals(content, found),
  };
}

function markOf({ table }: { table?: number }, row: number): string {
  return table === undefined ? `row ${String(row)}` : `table ${String(table)} row ${String(row)}`;
}

interface Found {
  comment: FileAnswers[string]["comments"][number];
  item: ShownItem;
}

function countBodies({ sources }: ShownContribution, found: readonly Found[]): IntakeFigures["bodies"] {
  const matched = new Map(sources.map((source) => [source.name, source]));
  const counts = { right: 0, confirm: 0, unknown: 0, wrong: 0 };
  for (const { comment, item } of found) {
    const { by = "unknown", organisations = [] } = matched.get(item.source ?? "") ?? {};
    const names = organisations.map(({ name }) => name);
    const isRight = names.toSorted().join() === comment.authors.toSorted().join();
    if (organisations.length === 0) counts.unknown += 1;
    else if (!isRight) counts.wrong += 1;
    else counts[by === "exact" ? "right" : "confirm"] += 1;
  }
  return counts;
}

/** Returns the number of the innermost section of a clause: "3.2.2", "B.1". */
function sectionOf({ clauses, text }: VersionText, clause: Clause): string {
  const before = clauses.slice(0, clauses.indexOf(clause) + 1).findLast(({ kind }) => kind === "heading");
  const heading = before ? `${before.label ?? ""} ${text.slice(before.start, before.end)}` : "";
  return (
    /[\d٠-٩A-Zأ-ي]+(?:\.[\d٠-٩]+)*(?=[\s.:)–-])/u.exec(
      heading.replace(/^\s*(?:annexe?|المرفق|الملحق)\s+/iu, ""),
    )?.[0] ?? ""
  );
}

function rangeOf(text: VersionText, target: Target | undefined): readonly [number, number] | null {
  return target && target.kind !== "document" ? anchor(text, target) : null;
}

function countSections(text: VersionText, found: readonly Found[]): IntakeFigures["sections"] {
  const cited = found.filter(({ comment }) => comment.section !== null && !comment.unsure?.includes("section"));
  const counts = { of: cited.length, right: 0, wrong: 0, doubtful: 0 };
  for (const { comment, item } of cited) {
    const range = rangeOf(text, item.targets[0]);
    const clause = range && clauseAt(text.clauses, range[0]);
    if (item.targets.length === 0) continue;
    const section = clause ? sectionOf(text, clause) : "";
    if (section !== "" && [comment.section, comment.place].includes(section)) counts.right += 1;
    else counts[item.doubt && item.doubt.code !== "wording-for-people" ? "doubtful" : "wrong"] += 1;
  }
  return counts;
}

/** Writes quotation marks, dashes and spaces alike. */
function plain(text: string): string {
  return text.replace(/[‘’]/gu, "'").replace(/[“”]/gu, '"').replace(/\s+/gu, " ");
}

function countWords(text: VersionText, found: readonly Found[]): IntakeFigures["words"] {
  const quoting = found.filter(
    ({ comment }) => comment.anchor && !comment.proposal && !comment.unsure?.includes("anchor"),
  );
  const counts = { of: quoting.length, right: 0, wrong: 0 };
  for (const { comment, item } of quoting) {
    const { words, clause } = comment.anchor!;
    for (const target of item.targets.filter(({ kind }) => kind === "range").slice(0, 1)) {
      const range = rangeOf(text, target);
      const at = range && clauseAt(text.clauses, range[0]);
      const isRight =
        at &&
        plain(text.text.slice(at.start, at.end)) === plain(clause) &&
        plain(text.text.slice(...range)) === plain(words);
      counts[isRight ? "right" : "wrong"] += 1;
    }
  }
  return counts;
}

function countProposals({ draft }: LoadedContent, found: readonly Found[]): IntakeFigures["proposals"] {
  const sure = found.filter(({ comment }) => !comment.unsure?.includes("proposal"));
  const counts = { of: sure.filter(({ comment }) => comment.proposal).length, right: 0, wrong: 0 };
  const clauses = draft.children.map((node) => plain(node.textContent));
  for (const { comment, item } of sure) {
    if (item.kind !== "proposal") continue;
    const changed = applyOperations(draft, item.operations).draft.children.map((node) => plain(node.textContent));
    const [before, after] = [clauses, changed].map((texts, at, all) => {
      const other = new Map<string, number>();
      for (const one of all[1 - at] ?? []) other.set(one, (other.get(one) ?? 0) + 1);
      return texts.filter((one) => {
        const left = other.get(one) ?? 0;
        other.set(one, left - 1);
        return left <= 0;
      });
    });
    const { proposal } = comment;
    const isRight =
      proposal &&
      before?.join() === plain(proposal.clause) &&
      after?.map((one) => one.trim()).join() === plain(proposal.after).trim();
    counts[isRight ? "right" : "wrong"] += 1;
  }
  return counts;
}
