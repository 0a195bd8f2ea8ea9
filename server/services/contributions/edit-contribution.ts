import { kindWith } from "#core/discuss/annotation.ts";
import { type Actor, can } from "#core/access/permissions.ts";
import type {
  ContributionEdit,
  EditedItems,
  ItemEdit,
  ShownContribution,
} from "#core/contract/contribution-operations.ts";
import { operationTargets } from "#core/propose/operation-targets.ts";
import type { Contribution, ContributionItem, RowSource } from "#core/receive/contribution.ts";
import type { Version } from "#core/text/version.ts";
import { checkOperations, checkSubstance, checkTargets } from "../annotations/check-annotation.ts";
import type { Context, LoadedContent } from "../kernel/context.ts";
import type { ContributionFile } from "../kernel/file-tasks.ts";
import { Turns } from "../kernel/in-turns.ts";
import { invalidField, ProblemError } from "../kernel/problem.ts";
import { loadContent } from "../versions/content.ts";
import { findVersion } from "../versions/find-version.ts";
import { changeContribution, findContribution } from "./contribution.ts";
import { checkColumns, readWith, rememberColumns } from "./file-columns.ts";
import { prepareItems } from "./items.ts";
import { matchSources } from "./row-sources.ts";
import {
  authorsIn,
  checkSenders,
  checkSources,
  knownAuthors,
  likelyContributor,
  likelySenders,
  peopleAmong,
} from "./senders.ts";

/**
 * Corrects a contribution's senders, date of sending or version, and decides whether recognised marks are imported. The
 * file is read again if this changes the resulting items.
 *
 * Edits that a person made to items are kept, and so are senders that a person named. Guessed senders are guessed
 * again, because comments that the version already has help to identify the sender.
 * @throws ProblemError not-signed-in, not-allowed, not-found, invalid-request, revision-conflict, wrong-state
 */
export async function editContribution(
  context: Context,
  actor: Actor,
  { contribution: id, revision, ...edit }: { contribution: string } & ContributionEdit,
): Promise<ShownContribution> {
  const found = await context.store.read(async (reader) => {
    const found = await findContribution(context, reader, actor, id);
    const wanted = edit.version;
    return { ...found, chosen: wanted === undefined ? null : (await findVersion(reader, actor, wanted)).version };
  });
  const { contribution: before, chosen } = found;
  if (chosen && chosen.state !== "published") throw new ProblemError("wrong-state", { state: chosen.state });
  const fields: Partial<Contribution> = {
    organisationIds: sendersAfter(before, edit),
    sendersBy: (edit.organisation ?? edit.jointly ?? edit.contributor) === undefined ? before.sendersBy : "person",
    authors: authorsAfter(before, edit.authors ?? []),
    ...(edit.sources && { rowSources: await sourcesAfter(context, before, edit.sources) }),
    ...(edit.contributor !== undefined && { contributorId: edit.contributor }),
    ...(edit.sentOn !== undefined && { sentOn: edit.sentOn }),
    ...(edit.handMarks !== undefined && before.handMarks !== "none" && { handMarks: edit.handMarks }),
    ...(edit.unmarked !== undefined && before.unmarked !== "none" && { unmarked: edit.unmarked }),
    ...(edit.columns && { columns: { by: "person" as const, columns: edit.columns } }),
    ...(chosen && { versionId: chosen.id, matchedBy: "person" as const }),
  };
  const after = { ...before, ...fields };
  const mustRecompute =
    after.versionId !== before.versionId ||
    after.sentOn !== before.sentOn ||
    after.columns !== before.columns ||
    (after.handMarks === "no") !== (before.handMarks === "no");
  const again = mustRecompute ? await recomputed(context, actor, chosen ?? found.version, { before, after }) : null;
  const itemFields = again?.fields ?? {};
  return changeContribution(
    context,
    actor,
    { id, kind: "contribution-edited", from: "prepared", revision, ...(chosen && { shownOn: chosen }) },
    async (_found, writer) => {
      await checkSources(writer, actor, after, edit.sources ?? []);
      await checkSenders(writer, actor, { ...after, ...itemFields }, edit);
      if (edit.columns && again) await rememberColumns(writer, actor, again.read, edit.columns);
      return { ...fields, ...itemFields };
    },
  );
}

async function recomputed(
  context: Context,
  actor: Actor,
  version: Version | null,
  { before, after }: { before: Contribution; after: Contribution },
): Promise<{ read: ContributionFile["read"]; fields: Partial<Contribution> }> {
  const { hash, fileName } = before.source;
  const original = await context.store.read((reader) => reader.get("originals", hash));
  if (!original) throw new ProblemError("not-found");
  const { read, readHash } = await readWith(context, original.bytes, fileName, after.columns);
  const columnFields = after.columns === before.columns ? {} : await readAgain(context, read, readHash, after);
  const { handMarks, unmarked, sentOn } = after;
  const { items, versionId } = before;
  const prepared = await prepareItems(context, actor, {
    read,
    bytes: original.bytes,
    version,
    before: { handMarks, unmarked, sentOn, items, versionId, fileName },
  });
  const fields = { ...columnFields, ...prepared };
  if (after.sendersBy === "person" || !can(actor, "date-contribution")) return { read, fields };
  const { authors } = { ...after, ...columnFields };
  return context.store.read(async (reader) => {
    const people = await peopleAmong(reader, authors);
    const organisationIds = await likelySenders(reader, read, { authors, people, setAside: prepared.setAside });
    const contributorId = likelyContributor(authors, organisationIds, people);
    return { read, fields: { ...fields, organisationIds, contributorId } };
  });
}

/**
 * Returns what follows from other columns of the file: its authors and sources, with those that a person matched, and the
 * notices.
 */
async function readAgain(
  context: Context,
  read: ContributionFile["read"],
  readHash: string,
  { authors, rowSources = [], columns }: Contribution,
): Promise<Pick<Contribution, "authors" | "rowSources" | "readHash" | "notices">> {
  checkColumns(read, columns?.columns ?? {});
  const sources = read.form === "remarks" ? read.remarks.map(({ source }) => source.trim()) : [];
  return context.store.read(async (reader) => {
    const found = await knownAuthors(reader, authorsIn(read));
    const matched = await matchSources(reader, sources);
    const chosen = rowSources.filter(({ by }) => by === "person");
    return {
      ...{ readHash, notices: [...read.notices] },
      authors: found.map((author) => authors.find(({ name }) => name === author.name) ?? author),
      rowSources: matched.map((source) => chosen.find(({ name }) => name === source.name) ?? source),
    };
  });
}

function sendersAfter(
  { organisationIds }: Contribution,
  { organisation, jointly }: Partial<ContributionEdit>,
): string[] {
  const first = organisation ?? organisationIds[0];
  return [...new Set([...(first === undefined ? [] : [first]), ...(jointly ?? organisationIds.slice(1))])];
}

/** @throws ProblemError invalid-request if the file has no author of that name */
function authorsAfter({ authors }: Contribution, edited: Contribution["authors"]): Contribution["authors"] {
  const unknown = edited.find(({ name }) => !authors.some((author) => author.name === name));
  if (unknown) throw invalidField("authors", "author-unknown", { author: unknown.name });
  return authors.map((author) => edited.find(({ name }) => name === author.name) ?? author);
}

/**
 * Returns the sources with those that a person matched. The others are matched again, because an organisation may have
 * been added for one of them.
 * @throws ProblemError invalid-request if no row of the file names the source
 */
async function sourcesAfter(
  context: Context,
  { items, rowSources = [] }: Contribution,
  edited: NonNullable<ContributionEdit["sources"]>,
): Promise<RowSource[]> {
  const unknown = edited.find(({ name }) => !items.some(({ source }) => source === name));
  if (unknown) throw invalidField("sources", "author-unknown", { author: unknown.name });
  const chosen = edited.map((source): RowSource => ({ ...source, by: "person" }));
  const others = rowSources.filter(({ name }) => !chosen.some((one) => one.name === name));
  const open = others.filter(({ by }) => by === "unknown" || by === "likely").map(({ name }) => name);
  const matched = await context.store.read((reader) => matchSources(reader, open));
  return [...others.map((source) => matched.find(({ name }) => name === source.name) ?? source), ...chosen];
}

/**
 * Excludes items, includes them again, confirms them, or corrects their text or targets. If new steps come without
 * targets, the targets are derived from the steps. If one correction is refused, none is made.
 * @throws ProblemError not-signed-in, not-allowed, not-found, invalid-request, revision-conflict, wrong-state,
 *   target-not-in-version, proposal-not-applicable
 */
export async function editContributionItems(
  context: Context,
  actor: Actor,
  { contribution: id, revision, items: edits }: { contribution: string; revision: string; items: ItemEdit[] },
): Promise<EditedItems> {
  const { version } = await context.store.read((reader) => findContribution(context, reader, actor, id));
  const content = version && (await loadContent(context, version));
  const itemIds = new Set(edits.map((edit) => edit.id));
  const change = { id, kind: "contribution-edited", from: "prepared", revision, itemIds } as const;
  const shown = await changeContribution(context, actor, change, async ({ contribution }) => {
    if (!content || contribution.versionId !== version.id) throw new ProblemError("not-found");
    const items = new Map(contribution.items.map((item) => [item.id, item]));
    const turns = new Turns();
    for (const edit of edits) {
      await turns.pause();
      const before = items.get(edit.id);
      if (!before) throw new ProblemError("not-found");
      items.set(edit.id, edited(before, edit, content));
    }
    return { items: [...items.values()] };
  });
  const { items, held, sources, may } = shown;
  return { revision: shown.revision, items, held, sources, may };
}

/** @throws ProblemError invalid-request, target-not-in-version, proposal-not-applicable */
function edited(
  { reason: reasonBefore, ...before }: ContributionItem,
  { included = before.included, confirmed, reason = reasonBefore, ...edit }: ItemEdit,
  content: LoadedContent,
): ContributionItem {
  const { text, type, targets, operations } = edit;
  const after: ContributionItem = { ...before, included, ...(reason && !included && { reason }) };
  if (text !== undefined || type !== undefined || targets || operations) after.edited = true;
  if (text !== undefined) after.text = text;
  if (type !== undefined) after.type = type;
  if (operations) {
    checkOperations(content, operations);
    after.operations = operations;
    after.kind = kindWith(operations);
    after.targets = operationTargets(operations, content.text);
  }
  if (targets) after.targets = checkTargets(content, targets);
  const isConfirmed = confirmed ?? (targets || operations ? true : undefined);
  if (isConfirmed !== undefined) after.confirmed = isConfirmed;
  if (after.targets.length > 0) checkSubstance(after.kind, after.text, after.operations);
  return after;
}
