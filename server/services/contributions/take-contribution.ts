import { can, type Actor } from "#core/access/permissions.ts";
import type { Annotation } from "#core/discuss/annotation.ts";
import { isTaken, type Contribution, type ContributionItem } from "#core/receive/contribution.ts";
import type { Speaker } from "#core/discuss/speaker.ts";
import type { ShownContribution } from "#core/contract/contribution-operations.ts";
import type { Version } from "#core/text/version.ts";
import type { KeptReply } from "../../store/collections.ts";
import type { Writer } from "../../store/store.ts";
import { annotationEvent, replyEvent } from "../kernel/annotation-event.ts";
import { changeContribution } from "./change-contribution.ts";
import { checkOpening } from "../annotations/check-opening.ts";
import type { Context } from "../kernel/context.ts";
import { speakerOf } from "./contribution-speaker.ts";
import { ProblemError } from "../kernel/problem-error.ts";
import { organisationsOf } from "./show-contribution.ts";

/**
 * Submits everything a contribution makes, at once, in the name of those who sent it. What was taken before and withdrawn
 * with it stands again, as it is now; what its author or the secretariat took back meanwhile stays so.
 *
 * Dated as the file says; submitted on the day it was sent, which the secretariat knows, or now, where a coordinator
 * takes it.
 * @throws ProblemError not-signed-in, not-allowed, not-found, revision-conflict, wrong-state
 */
export async function takeContribution(
  context: Context,
  actor: Actor,
  { contribution: id, revision }: { contribution: string; revision: string },
): Promise<ShownContribution> {
  const change = { kind: "contribution-taken", from: "prepared", revision } as const;
  return changeContribution(context, actor, id, change, async ({ contribution, version }, writer) => {
    if (version?.state !== "published") throw new ProblemError("wrong-state", { state: version?.state ?? "unknown" });
    await checkOpening(context, writer, version.id);
    const items = contribution.items.filter((item) => isTaken(contribution, item));
    const [first, ...others] = await organisationsOf(writer, contribution);
    if (items.length === 0 || !first) throw new ProblemError("wrong-state", { state: contribution.state });
    const people = new Map((await writer.list("participants")).map((person) => [person.id, person]));
    const taker: Taker = {
      context,
      actor,
      writer,
      contribution,
      version,
      speaks: (author) => speakerOf(actor, contribution, [first, ...others], people, author),
    };
    const made = new Map<string, Made>();
    for (const item of items) {
      const { id, answersId } = item;
      made.set(id, answersId === null ? await takeItem(taker, item) : await takeAnswer(taker, item, answersId));
    }
    return {
      state: "taken",
      takenAt: context.now().toISOString(),
      items: contribution.items.map((item) => ({ ...item, ...made.get(item.id) })),
    };
  });
}

interface Taker {
  context: Context;
  actor: Actor;
  writer: Writer;
  contribution: Contribution;
  version: Version;
  speaks: (author: string) => Speaker;
}

/** What became of an item, and of what was answered to it. */
type Made = Pick<ContributionItem, "annotationId"> & Partial<Pick<ContributionItem, "replies">>;

async function takeItem(taker: Taker, item: ContributionItem): Promise<Made> {
  const { context, actor, writer, contribution, version, speaks } = taker;
  const known = item.annotationId === null ? undefined : await writer.get("annotations", item.annotationId);
  if (known && known.standing !== "withdrawn") return { annotationId: known.id };
  const sentAt = `${contribution.sentOn}T00:00:00.000Z`;
  const createdAt = item.at ?? sentAt;
  const dated = can(actor, "date-contribution") ? sentAt : context.now().toISOString();
  const annotation: Annotation = {
    id: known?.id ?? context.newId(),
    documentId: version.documentId,
    versionId: version.id,
    kind: item.kind,
    type: item.type,
    targets: item.targets,
    change: null,
    text: item.text,
    operations: item.operations,
    speaker: speaks(item.author),
    visibility: "submitted",
    circleId: null,
    consolidatedInto: null,
    contributionId: contribution.id,
    resolved: item.resolved,
    standing: "open",
    standingReason: null,
    createdAt,
    submittedAt: dated < createdAt ? createdAt : dated,
    editedAt: null,
    revision: context.newRevision(),
  };
  await writer.put("annotations", annotation);
  const kind = known ? "annotation-reinstated" : "annotation-created";
  await writer.append(annotationEvent(context, actor, kind, known ?? null, annotation));
  if (known) {
    for (const { replyId } of item.replies) {
      const reply = replyId === null ? undefined : await writer.get("replies", replyId);
      if (reply?.standing !== "withdrawn") continue;
      const again: KeptReply = { ...reply, standing: "open", revision: context.newRevision() };
      await writer.put("replies", again);
      await writer.append(replyEvent(context, actor, "reply-reinstated", reply, again));
    }
    return { annotationId: annotation.id };
  }
  const replies: ContributionItem["replies"] = [];
  for (const reply of item.replies) {
    replies.push({ ...reply, replyId: await answer(taker, reply, annotation.id, context.newId()) });
  }
  return { annotationId: annotation.id, replies };
}

/** An answer to what is in the forum; none where that was taken back meanwhile, since nobody answers what is not there. */
async function takeAnswer(taker: Taker, item: ContributionItem, answersId: string): Promise<Made> {
  const { context, writer } = taker;
  const annotation = await writer.get("annotations", answersId);
  if (annotation?.standing !== "open") return { annotationId: item.annotationId };
  const known = item.annotationId === null ? undefined : await writer.get("replies", item.annotationId);
  if (known && known.standing !== "withdrawn") return { annotationId: known.id };
  return { annotationId: await answer(taker, item, answersId, known?.id ?? context.newId()) };
}

async function answer(
  { context, actor, writer, contribution, version, speaks }: Taker,
  { author, at, text }: Pick<ContributionItem, "author" | "at" | "text">,
  annotationId: string,
  id: string,
): Promise<string> {
  const before = (await writer.get("replies", id)) ?? null;
  const reply: KeptReply = {
    id,
    documentId: version.documentId,
    annotationId,
    text,
    position: null,
    speaker: speaks(author),
    standing: "open",
    standingReason: null,
    createdAt: at ?? `${contribution.sentOn}T00:00:00.000Z`,
    editedAt: null,
    revision: context.newRevision(),
    visibility: "submitted",
  };
  await writer.put("replies", reply);
  await writer.append(replyEvent(context, actor, before ? "reply-reinstated" : "reply-created", before, reply));
  return id;
}
