import type { Node } from "prosemirror-model";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { clauseOfTarget, type Target } from "#core/discuss/target.ts";
import { anchor, describe } from "#core/place/anchor.ts";
import { targetOf, type Selector } from "#core/place/selector.ts";
import { operationTargets } from "#core/propose/operation-targets.ts";
import { planProposal } from "#core/propose/plan-proposal.ts";
import { CitedLines, clausesAbout, type FoundLines, sectionOf, type VersionLines } from "#core/receive/cited-lines.ts";
import { citedClause, type RowPlace, wordsOf } from "#core/receive/cited-place.ts";
import type { ContributionItem, SetAside } from "#core/receive/contribution.ts";
import type { Evidence } from "#core/receive/evidence.ts";
import { QuotedWords, quotationsIn } from "#core/receive/quoted-words.ts";
import { retypedSteps } from "#core/receive/retyped-wording.ts";
import type { ReadRemark, RemarkList, RemarkPlace } from "#core/receive/read-contribution.ts";
import { type Clause, clauseAt, type VersionText } from "#core/text/clause.ts";

/**
 * Reads a change that a row asks for as steps; null if it is not certain.
 *
 * @param change Its column of changes, or its comment if it has none. A comment may say more than the change.
 */
export type RequestedSteps = (
  change: string,
  place: RowPlace,
  column: "change" | "comment",
) => ProposalOperation[] | null;

/**
 * Turns the remarks of a form or a collection into items on a version. A remark with neither text nor proposal is set
 * aside; every other one becomes one item.
 */
export function itemsOfRemarks(
  { remarks }: Pick<RemarkList, "remarks">,
  version: { draft: Node; text: VersionText; lines?: VersionLines; stepsOf: RequestedSteps },
  believed: (date: string | null) => string | null,
): { items: ContributionItem[]; setAside: SetAside[] } {
  const items: ContributionItem[] = [];
  const setAside: SetAside[] = [];
  const quoted = new QuotedWords(version.text);
  const lines = new CitedLines(
    version.text,
    version.lines ?? null,
    remarks.map(({ place }) => place),
  );
  for (const remark of remarks) {
    const { id, author, source, sheet, text, proposed, replies } = remark;
    if (text.trim() === "" && (proposed?.text.trim() ?? "") === "" && !proposed?.steps?.length) {
      setAside.push({ code: "without-words", params: {}, words: "", author, marks: [id] });
      continue;
    }
    const substance = substanceOf(remark, version, { quoted, lines });
    items.push({
      id: id.replace(/\s+/gu, "-"),
      origin: "remark",
      source: source.trim(),
      type: remark.type ?? "general",
      words: remark.place.quote?.exact ?? "",
      author,
      at: believed(remark.date),
      resolved: remark.resolved,
      replies: replies
        .filter((reply) => reply.text.trim() !== "")
        .map((reply, index) => ({
          id: `${id} answer ${String(index + 1)}`,
          author: reply.author,
          at: believed(reply.date),
          text: reply.text,
          replyId: null,
        })),
      marks: [id],
      ...(sheet !== undefined && { sheet }),
      included: true,
      edited: false,
      answersId: null,
      annotationId: null,
      ...substance,
      ...evidenceOf(remark, substance, { text: version.text, lines }),
    });
  }
  return { items, setAside };
}

type Substance = Pick<ContributionItem, "kind" | "targets" | "operations" | "text" | "doubt">;

function substanceOf(
  { text, place, proposed }: ReadRemark,
  version: { draft: Node; text: VersionText; stepsOf: RequestedSteps },
  { quoted, lines }: { quoted: QuotedWords; lines: CitedLines },
): Substance {
  const placed = placeRemark(place, version.text, lines);
  const atWords = quoted.placed(placed, [text, ...(proposed ? [proposed.text] : [])]);
  const cited = citedClause(version.text, place);
  const row = {
    cited: typeof cited === "string" ? null : cited,
    clauses: placedClauses(version.text, placed, atWords),
  };
  const steps =
    proposed?.steps ??
    version.stepsOf(proposed?.text ?? text, row, proposed ? "change" : "comment") ??
    retypedSteps(proposed?.text ?? text, { row, placed: proposed ? placed : null }, version);
  if (steps && steps.length > 0 && planProposal(version.draft, steps).problems.length === 0) {
    const changed = operationTargets(steps, version.text);
    // A row that cites a heading may change a clause below it.
    const clauses = new Set(changed.map(clauseOfTarget));
    const targets = placed.targets.some((target) => clauses.has(clauseOfTarget(target))) ? placed.targets : changed;
    const doubt = placed.doubt?.code === "lines-elsewhere" ? placed.doubt : null;
    return { kind: "proposal", operations: [...steps], text, targets, doubt };
  }
  if (!proposed) return { kind: "comment", operations: [], text, ...atWords };
  const combined = [text.trim(), proposed.text.trim()].filter(Boolean).join("\n\n");
  return {
    kind: "comment",
    operations: [],
    text: combined,
    targets: atWords.targets,
    doubt: atWords.doubt ?? { code: "wording-for-people", params: {} },
  };
}

/** The clauses at which the lines or pages of a remark place it, or else its quoted words. A heading says less than a citation. */
function placedClauses(text: VersionText, ...placements: readonly PlacedRemark[]): Clause[] {
  const at = placements.map(({ targets }) =>
    targets.flatMap((target) => {
      const range = target.kind === "document" || target.kind === "section" ? null : anchor(text, target);
      const clause = range && clauseAt(text.clauses, range[0]);
      return clause && clause.kind !== "heading" ? [clause] : [];
    }),
  );
  return at.find((clauses) => clauses.length > 0) ?? [];
}

/** The targets of a remark, or the reason why it has no targets. */
export type PlacedRemark = Pick<ContributionItem, "targets" | "doubt">;

/**
 * Finds the targets of a remark, from a form or a collection, on a version.
 *
 * 1. Selectors are trusted if their quotes are where they point.
 * 2. Quoted text must be in the cited clause. If no clause is cited, or the clause does not have the text, it must be
 *    in the version. In either case it must be unique; no choice is made among several occurrences.
 * 3. A cited clause is the target, identified by citation, or by label alone if only one clause has it. A line in its
 *    section says which clause of the section is meant.
 * 4. Without a citation, or if the version does not have it, the clauses on the cited line or page are the targets.
 * 5. A remark that names nothing is about the whole document.
 */
function placeRemark(place: RemarkPlace, version: VersionText, lines: CitedLines | null): PlacedRemark {
  const { citation, quote, selectors } = place;
  const selected = selectors?.map((targetSelectors) => selectedTarget(targetSelectors, version)) ?? [];
  if (selected.length > 0 && selected.every((target) => target !== null)) return { targets: selected, doubt: null };
  const cited = citedClause(version, place);
  const clause = typeof cited === "string" ? null : cited;
  if (quote && quote.exact !== "") {
    const inClause = clause ? occurrences(quote, version, clause.start, clause.end) : [];
    const ranges = inClause.length > 0 ? inClause : occurrences(quote, version, 0, version.text.length);
    const [only, ...others] = ranges;
    if (only && others.length === 0) return { targets: [only], doubt: null };
    if (only) return { targets: [], doubt: { code: "place-ambiguous", params: {} } };
    // The text differs but the clause exists, so a person checks it.
    if (clause) return { targets: [ofClause(clause)], doubt: { code: "place-likely", params: { score: 0.5 } } };
    return { targets: [], doubt: { code: "place-unknown", params: {} } };
  }
  const onLines = lines?.find(place) ?? null;
  if (citation === null && (place.page ?? place.line) !== undefined) return placeOnLines(place, onLines);
  if (citation === null) {
    return selected.length > 0
      ? { targets: [], doubt: { code: "place-unknown", params: {} } }
      : { targets: [{ kind: "document" }], doubt: null };
  }
  if (clause) return placeInSection(clause, { version, place: { ...place, citation }, onLines });
  const doubt: PlacedRemark["doubt"] =
    cited === "several" ? { code: "place-ambiguous", params: {} } : { code: "citation-unknown", params: { citation } };
  return { targets: onLines ? clausesAbout(onLines).map(ofClause) : [], doubt };
}

/** Places a remark that cites only a line or page. */
function placeOnLines({ page = "–", line = "–" }: RemarkPlace, found: FoundLines | null): PlacedRemark {
  if (!found) return { targets: [], doubt: { code: "lines-unknown", params: { page, line } } };
  const targets = clausesAbout(found).map(ofClause);
  if (found.by === "page") return { targets, doubt: { code: "page-only", params: { page } } };
  return { targets, doubt: found.isChecked ? null : { code: "lines-unchecked", params: { line } } };
}

/** Places a remark at a cited clause, or at the clauses of its section that are on the cited lines. */
function placeInSection(
  cited: Clause,
  {
    version,
    place,
    onLines,
  }: { version: VersionText; place: RemarkPlace & { citation: string }; onLines: FoundLines | null },
): PlacedRemark {
  if (!onLines?.isChecked) return { targets: [ofClause(cited)], doubt: null };
  const section = new Set(sectionOf(version, cited));
  const clauses = onLines.clauses.filter((clause) => section.has(clause));
  if (clauses.length === 0) {
    const number = place[onLines.by] ?? "";
    const params = { citation: place.citation, by: onLines.by, number };
    return { targets: [ofClause(cited)], doubt: { code: "lines-elsewhere", params } };
  }
  const about = onLines.by === "page" ? [cited] : clausesAbout({ ...onLines, clauses });
  return { targets: about.map(ofClause), doubt: null };
}

/** Maximum length of a quotation that is shown as evidence, in UTF-16 code units. */
const longestEvidence = 120;

/** Returns what a remark says of its place, and whether its first target agrees. */
function evidenceOf(
  { place, text, proposed }: ReadRemark,
  { targets: [target] }: Pick<ContributionItem, "targets">,
  { text: version, lines }: { text: VersionText; lines: CitedLines },
): { evidence?: Evidence[] } {
  const range = target && target.kind !== "document" ? anchor(version, target) : null;
  const clause = range && clauseAt(version.clauses, range[0]);
  if (!clause) return {};
  const evidence: Evidence[] = [];
  if (place.citation !== null) {
    const cited = citedClause(version, place);
    const agrees = typeof cited !== "string" && sectionOf(version, cited).includes(clause);
    evidence.push({ kind: "section", value: place.citation, agrees });
  }
  for (const kind of ["page", "line"] as const) {
    const agrees = lines.agrees(kind, place, clause);
    if (agrees !== null) evidence.push({ kind, value: place[kind] ?? "", agrees });
  }
  const quotations = [place.quote?.exact ?? "", ...[text, proposed?.text ?? ""].flatMap(quotationsIn)].filter(Boolean);
  const here = wordsOf(version.text.slice(...range));
  const quotation = quotations.find((words) => wordsOf(words) !== "" && here.includes(wordsOf(words)));
  const [value = ""] = quotation === undefined ? quotations : [quotation];
  if (value !== "" && value.length <= longestEvidence)
    evidence.push({ kind: "quotation", value, agrees: quotation !== undefined });
  return evidence.length > 0 ? { evidence } : {};
}

/** Returns the target that selectors point at. A quote on its own must be unique in the version. */
function selectedTarget(selectors: readonly Selector[], version: VersionText): Target | null {
  const [first] = selectors;
  if (first?.type === "TextQuoteSelector") {
    const [only, ...others] = occurrences(first, version, 0, version.text.length);
    return only && others.length === 0 ? only : null;
  }
  const target = targetOf(version, selectors);
  return target && anchor(version, target) ? target : null;
}

function occurrences(
  { exact, prefix, suffix }: NonNullable<RemarkPlace["quote"]>,
  version: VersionText,
  from: number,
  to: number,
): Target[] {
  const positions: number[] = [];
  for (let at = version.text.indexOf(exact, from); at >= 0 && at + exact.length <= to;) {
    positions.push(at);
    at = version.text.indexOf(exact, at + 1);
  }
  const between = positions.filter(
    (at) => version.text.slice(0, at).endsWith(prefix) && version.text.slice(at + exact.length).startsWith(suffix),
  );
  return (between.length > 0 ? between : positions).map((at) => describe(version, at, at + exact.length));
}

function ofClause({ id }: Clause): Target {
  return { kind: "clause", clause: id };
}

/** A remark whose place can be looked for on a version. */
type PlaceableRemark = Pick<ReadRemark, "place">;

/**
 * Maximum number of remarks to look for on each version. More would hardly change the score, but looking for 10 000
 * quotes on all versions of a forum takes minutes.
 */
const mostLookedFor = 500;

/** Returns the remarks from which versions are scored: those that name a place, or an even sample of them. */
export function scoredRemarks(remarks: readonly ReadRemark[]): PlaceableRemark[] {
  const pointing = remarks.filter(({ place }) => place.citation !== null || place.quote || place.selectors?.length);
  const step = Math.max(1, pointing.length / mostLookedFor);
  return pointing
    .filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step))
    .map(({ place }) => ({ place }));
}

/**
 * Returns the share of remarks that have a place on a version, from 0 to 1; 0 without remarks. A remark with a quote
 * counts twice as much as one with only a citation, because citations are the same in many drafts.
 */
export function scoreRemarks(remarks: readonly PlaceableRemark[], version: VersionText): number {
  const weightOf = ({ place }: PlaceableRemark): number => (place.quote || place.selectors?.length ? 2 : 1);
  const total = remarks.reduce((sum, remark) => sum + weightOf(remark), 0);
  const placed = remarks.filter(({ place }) => {
    const { targets, doubt } = placeRemark(place, version, null);
    return targets.length > 0 && doubt === null;
  });
  return placed.reduce((sum, remark) => sum + weightOf(remark), 0) / Math.max(1, total);
}
