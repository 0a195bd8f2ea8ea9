import type { Actor } from "#core/access/permissions.ts";
import { fieldProblem } from "#core/contract/field-problem.ts";
import type { Part } from "#core/contract/fields.ts";
import type { OwnAnnotation } from "#core/contract/start-operations.ts";
import type { Annotation } from "#core/discuss/annotation.ts";
import { proposedText } from "#core/discuss/content-text.ts";
import { authoredBy, latestFirst } from "../../store/indexes.ts";
import { positionOf } from "../../store/ranges.ts";
import type { Reader } from "../../store/store.ts";
import { type Comparer, comparerOnce } from "../comparison/load-comparison.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { ProblemError } from "../kernel/problem.ts";
import { mayKnow, readViewer } from "../kernel/visibility.ts";
import { findForum } from "../versions/find-version.ts";
import { addressOf, laterOf } from "../versions/version-order.ts";
import { findAnnotation, type FoundAnnotation } from "./find-annotation.ts";
import { outcomeCell, placeThread } from "./placement.ts";

/** Maximum length of a text, in UTF-16 code units. */
const longestText = 300;

/**
 * Lists the actor's own open annotations of all documents, latest first: each with its decision, and its placement in
 * the latest draft.
 * @throws ProblemError not-signed-in, invalid-request (`after` is not of this list)
 */
export async function getOwnAnnotations(
  context: Context,
  actor: Actor,
  { after, size }: { after?: string | undefined; size: number },
  signal: AbortSignal | null,
): Promise<Part<OwnAnnotation>> {
  authorise(actor, "read-participants");
  const { participantId } = actor;
  const found = await context.store.read(async (reader) => {
    await findForum(reader, actor);
    if (participantId === null) return [];
    const viewer = await readViewer(context, reader, actor);
    const own: string[] = [];
    for await (const annotation of latestOf(reader, participantId, after)) {
      if (own.length > size) break;
      // Drafts from before a replaced address are closed to their author.
      if (mayKnow(viewer, annotation)) own.push(annotation.id);
    }
    return Promise.all(own.map((id) => findAnnotation(context, reader, actor, id)));
  });
  const compared = comparerOnce(context, signal);
  const items = await Promise.all(found.slice(0, size).map((one) => present(context, one, compared)));
  return { items, next: found.length > size ? (items.at(-1)?.id ?? null) : null, total: null };
}

/**
 * Yields a person's open annotations, latest first, after one of them.
 * @throws ProblemError invalid-request
 */
async function* latestOf(reader: Reader, author: string, after: string | undefined): AsyncGenerator<Annotation> {
  const prefix = authoredBy(author);
  const last = after === undefined ? null : await reader.get("annotations", after);
  if (last !== null && last?.speaker.participantId !== author)
    throw new ProblemError("invalid-request", {}, [fieldProblem(["query", "after"], "field-not-of-this-form")]);
  let position = last && { key: prefix + latestFirst(last.createdAt), id: last.id };
  for (let limit = 10; ; limit *= 2) {
    const range = { index: "authored", prefix, limit, ...(position && { after: position }) } as const;
    const entries = await reader.range("annotations", range);
    for (const { row } of entries) yield row;
    const end = entries.at(-1);
    if (!end || entries.length < limit) return;
    position = positionOf(end);
  }
}

async function present(
  context: Context,
  { annotation, version, versions, document, decision, settlements }: FoundAnnotation,
  compared: Comparer,
): Promise<OwnAnnotation> {
  const { id, kind, visibility, createdAt, text, operations } = annotation;
  const later = laterOf(version, versions);
  const latest = later.at(-1);
  const draftOf = (one: typeof version) => ({ address: addressOf(one, versions), label: one.label });
  const placement = latest && (await placeThread(context, { annotation, settlements }, [version, ...later], compared));
  return {
    ...{ id, kind, visibility, createdAt },
    document: { id: document.id, title: document.shortTitle },
    madeOn: draftOf(version),
    text: Array.from(text || operations.map(proposedText).join(" "))
      .slice(0, longestText)
      .join(""),
    outcome: decision?.current?.outcome ?? null,
    later: latest && placement ? { ...draftOf(latest), placement: outcomeCell(placement) } : null,
  };
}
