import { type Actor, can } from "#core/access/permissions.ts";
import type { ReceiveQuery, ShownContribution } from "#core/contract/contribution-operations.ts";
import type { Contribution } from "#core/receive/contribution.ts";
import type { MailFacts } from "#core/receive/mail.ts";
import { dayOf } from "#core/text/wall-clock.ts";
import type { Version } from "#core/text/version.ts";
import type { Reader } from "../../store/store.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import type { ContributionFile } from "../kernel/file-tasks.ts";
import { contributionEvent } from "../kernel/events.ts";
import { sha256OfFile } from "../kernel/hashes.ts";
import { ProblemError } from "../kernel/problem.ts";
import type { OwnedFile } from "../kernel/storage-use.ts";
import { readViewer, contributionFacts } from "../kernel/visibility.ts";
import { findForum, findVersion } from "../versions/find-version.ts";
import { readOrRefuse } from "../versions/read-upload.ts";
import { showContribution } from "./contribution.ts";
import { readReceived } from "./file-columns.ts";
import { matchSources } from "./row-sources.ts";
import { prepareItems } from "./items.ts";
import { type AttachedFile, mailFacts, receiveAttachments } from "./attached-files.ts";
import { matchContribution, matchRemarks } from "./match-version.ts";
import { authorsIn, checkSenders, knownAuthors, likelyContributor, likelySenders, peopleAmong } from "./senders.ts";

/** Minimum score of the best match for it to be used without a person's confirmation. */
const leastMatch = 0.5;

/**
 * Reads a file sent by an organisation, matches it to a version and stores it for review with the items it would
 * create. The version is left open if no match is good enough, or if remarks match two versions equally. Rejects a file
 * that was already received, or one with the same content, if the actor may review the earlier one.
 *
 * The files attached to a mail become contributions of their own. Notices name those that cannot be read.
 * @throws ProblemError not-signed-in, not-allowed, not-found, invalid-request, wrong-state, already-received,
 *   not-this-format, mail-too-many-files, file-damaged, file-empty, file-encrypted, file-scanned, file-too-large, text-too-long, storage-full
 */
export async function receiveContribution(
  context: Context,
  actor: Actor,
  input: ReceivedFile,
): Promise<ShownContribution> {
  authorise(actor, "receive-contributions");
  const { id, attachments } = await receiveFile(context, actor, input, null);
  await receiveAttachments(context, actor, { id, attachments }, ({ bytes, fileName }, mail) =>
    receiveFile(context, actor, { ...input, bytes, fileName }, mail),
  );
  return showContribution(context, actor, id);
}

type ReceivedFile = { bytes: Uint8Array } & ReceiveQuery;

/**
 * Receives a file. Returns its contribution's id, and the files attached to it if it is a mail.
 * @param mail the mail to which the file was attached; null if it was not attached
 */
async function receiveFile(
  context: Context,
  actor: Actor,
  input: ReceivedFile,
  mail: MailFacts | null,
): Promise<{ id: string; attachments: readonly AttachedFile[] }> {
  const { bytes, fileName } = input;
  const hash = await sha256OfFile(bytes);
  const { timeZone } = await context.store.read(async (reader) => {
    const forum = await findForum(reader, actor);
    await refuseCopy(context, reader, actor, { sourceHash: hash });
    return forum;
  });
  const { read, format, readHash, columns } = await readReceived(context, bytes, fileName);
  await context.store.read((reader) => refuseCopy(context, reader, actor, { readHash }));

  const chosen = input.version === undefined ? null : await publishedVersion(context, actor, input.version);
  const { matches, matched } = await matchRead(context, fileName, read);
  const version = chosen ?? matched;

  const receivedAt = context.now().toISOString();
  const found = read.form === "remarks" ? read.mail : undefined;
  const facts = mailFacts(found, mail);
  // A date in the future is wrong.
  const mailedAt = facts?.sentAt && facts.sentAt < receivedAt ? facts.sentAt : receivedAt;
  const sentOn = input.sentOn ?? dayOf(mailedAt, timeZone);
  const terms = { handMarks: "none", unmarked: "none", sentOn, fileName, versionId: null } as const;
  const placed = await prepareItems(context, actor, { read, bytes, version, before: { ...terms, items: [] } });
  const { authors, people, organisationIds, rowSources } = await context.store.read(async (reader) => {
    // A person confirms the sender of a mail, so names are matched to nobody.
    const authors = facts
      ? authorsIn(read).map((name) => ({ name, participantId: null }))
      : await knownAuthors(reader, authorsIn(read));
    const people = await peopleAmong(reader, authors);
    const known = { authors, people, setAside: placed.setAside };
    const rowSources =
      read.form === "remarks"
        ? await matchSources(
            reader,
            read.remarks.map(({ source }) => source.trim()),
          )
        : [];
    return {
      ...{ ...known, rowSources },
      organisationIds: await sendersOf(actor, input, async () => (facts ? [] : likelySenders(reader, read, known))),
    };
  });
  // In a coordinator's file, the contributor cannot come from a co-signing organisation, because those must first
  // confirm.
  const answering = can(actor, "date-contribution") ? organisationIds : organisationIds.slice(0, 1);
  const contribution: Contribution = {
    id: context.newId(),
    source: { fileName, format, hash, size: bytes.length },
    readHash,
    organisationIds,
    ...(columns && { columns }),
    ...(rowSources.length > 0 && { rowSources }),
    ...(facts && { mail: facts }),
    sendersBy: isNamed(input) || !can(actor, "date-contribution") ? "person" : "file",
    contributorId: input.contributor ?? likelyContributor(authors, answering, people),
    sentOn,
    authors,
    versionId: version?.id ?? null,
    matchedBy: chosen ? "person" : "text",
    matches,
    ...placed,
    notices: [...read.notices],
    state: "prepared",
    receivedAt,
    receivedBy: actor.participantId,
    takenAt: null,
    revision: context.newRevision(),
  };
  const file: OwnedFile = { size: bytes.length, person: actor.participantId, organisations: organisationIds };
  await context.storage.admit(file, () =>
    context.store.transact(async (writer) => {
      await checkSenders(writer, actor, contribution, input);
      await refuseCopy(context, writer, actor, { readHash });
      await writer.put("originals", { id: hash, bytes });
      await writer.put("contributions", contribution);
      const documentId = version?.documentId ?? null;
      await writer.append(
        contributionEvent(context, actor, {
          kind: "contribution-received",
          documentId,
          before: null,
          after: contribution,
        }),
      );
    }),
  );
  return { id: contribution.id, attachments: found?.attachments ?? [] };
}

/**
 * Finds the version on which a person says that the file was made.
 * @throws ProblemError not-found, wrong-state
 */
async function publishedVersion(context: Context, actor: Actor, named: string): Promise<Version> {
  const { version } = await context.store.read((reader) => findVersion(reader, actor, named));
  if (version.state !== "published") throw new ProblemError("wrong-state", { state: version.state });
  return version;
}

/** Matches what was read to versions. `matched` is the best one; null if its score is too low or another equals it. */
async function matchRead(
  context: Context,
  fileName: string,
  read: ContributionFile["read"],
): Promise<{ matches: Contribution["matches"]; matched: Version | null }> {
  const { matches, isTied } =
    read.form === "marked-text"
      ? {
          matches: await readOrRefuse(fileName, () =>
            context.damage.leavingOut(() => matchContribution(context, read)),
          ),
          isTied: false,
        }
      : await readOrRefuse(fileName, () => context.damage.leavingOut(() => matchRemarks(context, read)));
  const [best] = matches;
  if (!best || best.score < leastMatch || isTied) return { matches, matched: null };
  const matched = await context.store.read((reader) => reader.get("versions", best.versionId));
  return { matches, matched: matched ?? null };
}

/** @throws ProblemError already-received, naming the earlier contribution */
async function refuseCopy(
  context: Context,
  reader: Reader,
  actor: Actor,
  same: { sourceHash: string } | { readHash: string },
): Promise<void> {
  const viewer = await readViewer(context, reader, actor);
  const copy = (await reader.list("contributions", same)).find((earlier) =>
    can(actor, "review-contribution", contributionFacts(viewer, earlier)),
  );
  if (!copy) return;
  throw new ProblemError("already-received", { contribution: copy.id, fileName: copy.source.fileName });
}

/** Whether a person named the sender, co-senders or contributor. */
function isNamed({
  organisation,
  jointly = [],
  contributor,
}: Pick<ReceiveQuery, "organisation" | "jointly"> & { contributor?: string | null | undefined }): boolean {
  return organisation !== undefined || jointly.length > 0 || contributor !== undefined;
}

async function sendersOf(
  actor: Actor,
  { organisation, jointly }: ReceiveQuery,
  likely: () => Promise<string[]>,
): Promise<string[]> {
  const ownOrganisationId = can(actor, "date-contribution") ? undefined : (actor.organisationId ?? undefined);
  const first = organisation ?? ownOrganisationId;
  const proposed = first === undefined ? await likely() : [first];
  return [...new Set([...proposed, ...(jointly ?? [])])];
}
