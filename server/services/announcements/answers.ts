import type { Actor } from "#core/access/permissions.ts";
import type { OrganisationAnswer, VersionAnswers } from "#core/contract/announcement-operations.ts";
import { organisationsBehind } from "#core/discuss/speaker.ts";
import type { Reader } from "../../store/store.ts";
import { readDocumentThreads } from "../annotations/document-threads.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { withLogo } from "../kernel/known-logos.ts";
import { knownTo, readDocumentViewer } from "../kernel/visibility.ts";
import { findVersion, type FoundVersion } from "../versions/find-version.ts";
import { addressOf } from "../versions/version-order.ts";

/**
 * Returns which organisations have commented on a draft, in any of its languages, with the drafts of comments of which the
 * actor may know. Co-signatories count too.
 * @throws ProblemError not-signed-in, not-allowed, not-found
 */
export async function getAnswers(context: Context, actor: Actor, input: { version: string }): Promise<VersionAnswers> {
  return context.store.read(async (reader) => {
    const found = await findVersion(reader, actor, input.version);
    authorise(actor, "read-answers", found.forum);
    const { version, versions, document } = found;
    const consultation = await reader.get("consultations", version.id);
    return {
      draft: {
        id: version.id,
        address: addressOf(version, versions),
        label: version.label,
        ...{ document: document.shortTitle, documentId: document.id },
        closesAt: consultation?.current?.closesAt ?? null,
      },
      answers: await readAnswers(context, reader, actor, found),
    };
  });
}

async function readAnswers(
  context: Context,
  reader: Reader,
  actor: Actor,
  { version, versions }: FoundVersion,
): Promise<OrganisationAnswer[]> {
  const [organisations, viewer, { threads }] = await Promise.all([
    reader.list("organisations", { state: "active" }),
    readDocumentViewer(context, reader, actor, version.documentId),
    readDocumentThreads(context, reader, version.documentId),
  ]);
  const isKnown = knownTo(viewer);
  const ofDraft = new Set(versions.filter(({ round }) => round === version.round).map(({ id }) => id));
  const answers = new Map(
    organisations.map(({ id, name, shortName, group }): [string, OrganisationAnswer | null] => [
      id,
      { organisation: { id, name, shortName, group }, state: "none", comments: 0, lastAt: null },
    ]),
  );
  for (const { annotation } of threads) {
    const { versionId, standing, visibility, speaker, submittedAt, createdAt } = annotation;
    if (standing !== "open" || !ofDraft.has(versionId) || !isKnown(annotation)) continue;
    const behind = organisationsBehind(speaker).map(({ id }) => id);
    for (const id of behind) if (!answers.has(id)) answers.set(id, await answerOfSurvivor(reader, answers, id));
    for (const answer of new Set(behind.map((id) => answers.get(id)))) {
      if (!answer) continue;
      if (visibility === "submitted") {
        const at = submittedAt ?? createdAt;
        answer.state = "answered";
        answer.comments += 1;
        answer.lastAt = answer.lastAt !== null && answer.lastAt > at ? answer.lastAt : at;
      } else if (answer.state === "none") answer.state = "drafting";
    }
  }
  const shown = organisations.flatMap(({ id }) => answers.get(id) ?? []);
  return shown
    .map((answer) => ({ ...answer, organisation: withLogo(viewer.logos, answer.organisation) }))
    .sort(
      ({ organisation: one }, { organisation: other }) =>
        one.group.localeCompare(other.group, "en") || one.shortName.localeCompare(other.shortName, "en"),
    );
}

/** Returns the answer of the organisation into which another one was merged. Null for one that was archived alone. */
async function answerOfSurvivor(
  reader: Reader,
  answers: ReadonlyMap<string, OrganisationAnswer | null>,
  id: string,
): Promise<OrganisationAnswer | null> {
  const { mergedInto } = (await reader.get("organisations", id)) ?? {};
  return answers.get(mergedInto ?? "") ?? null;
}
