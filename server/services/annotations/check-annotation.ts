import { needsClearance } from "#core/access/people.ts";
import { type Actor, isInCircle } from "#core/access/permissions.ts";
import { fieldProblem } from "#core/contract/field-problem.ts";
import { type Annotation, type AnnotationKind, annotationKinds, type Visibility } from "#core/discuss/annotation.ts";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import type { AmendedPart, Reply } from "#core/discuss/reply.ts";
import type { Speaker } from "#core/discuss/speaker.ts";
import type { Target } from "#core/discuss/target.ts";
import { consultationState } from "#core/outcome/consultation.ts";
import { anchor, describe } from "#core/place/anchor.ts";
import { typedText } from "#core/propose/amend-wording.ts";
import { insertedTexts, isRejection, partsByInsertion } from "#core/propose/amendment.ts";
import { applyOperations } from "#core/propose/apply-operations.ts";
import type { RowCollection, Rows } from "../../store/collections.ts";
import { subjectKey } from "../../store/indexes.ts";
import type { Reader } from "../../store/store.ts";
import type { Context, LoadedContent } from "../kernel/context.ts";
import { invalidField, ProblemError } from "../kernel/problem.ts";

/**
 * Checks an annotation's targets against the version they refer to. The context around a quote is read from the
 * version, not trusted from the client.
 * @throws ProblemError target-not-in-version, naming each target that does not match
 */
export function checkTargets({ text }: LoadedContent, targets: readonly Target[]): Target[] {
  const places = targets.map((target) => anchor(text, target));
  const errors = places.flatMap((range, index) =>
    range ? [] : [fieldProblem(["body", "targets", index], "target-not-found")],
  );
  if (errors.length > 0) throw new ProblemError("target-not-in-version", { targets: errors.length }, errors);
  return targets.map((target, index) => {
    const range = places[index];
    return target.kind === "range" && range ? describe(text, ...range) : target;
  });
}

/**
 * Rejects a proposal if any of its steps cannot be applied to the version it is made on.
 * @throws ProblemError proposal-not-applicable, naming each such step by the code of its problem
 */
export function checkOperations({ draft, text }: LoadedContent, operations: readonly ProposalOperation[]): void {
  if (operations.length === 0) return;
  const { problems } = applyOperations(draft, operations, text);
  if (problems.length === 0) return;
  throw new ProblemError(
    "proposal-not-applicable",
    { steps: problems.length },
    problems.map(({ operation, code, params }) => fieldProblem(["body", "operations", operation], code, params)),
  );
}

/**
 * Rejects missing text where the kind needs it, steps where the kind has none, and missing steps where it has some.
 * @throws ProblemError invalid-request
 */
export function checkSubstance(kind: AnnotationKind, text: string, operations: readonly ProposalOperation[]): void {
  const { needsText, hasOperations } = annotationKinds[kind];
  if (needsText && text === "") throw invalidField("text", "comment-without-words");
  if (!hasOperations && operations.length > 0) throw invalidField("operations", "comment-with-steps");
  if (hasOperations && operations.length === 0) throw invalidField("operations", "proposal-without-steps");
}

/**
 * Rejects a submission before the consultation on its version opens, and on an archived document. Submissions after the
 * consultation closes are accepted and marked as late.
 * @throws ProblemError wrong-state
 */
export async function checkOpening(context: Pick<Context, "now">, reader: Reader, versionId: string): Promise<void> {
  const terms = (await reader.get("consultations", versionId))?.current;
  if (terms && consultationState(terms, context.now()) === "upcoming") {
    throw new ProblemError("wrong-state", { state: "upcoming" });
  }
  const version = await reader.get("versions", versionId);
  const document = version && (await reader.get("documents", version.documentId));
  if (document?.archivedAt !== undefined) throw new ProblemError("wrong-state", { state: "archived" });
}

/**
 * Returns the circle a draft is shared with and the organisations to which it is thereby opened; null as the circle for
 * any other visibility. The actor's organisation must belong to the circle.
 * @throws ProblemError invalid-request
 */
export async function checkCircle(
  reader: Reader,
  actor: Actor,
  { visibility, circle: id }: { visibility: Visibility; circle?: string | null | undefined },
): Promise<Pick<Annotation, "circleId" | "openTo">> {
  if (visibility !== "circle") return { circleId: null };
  const circle = id == null ? undefined : await reader.get("circles", id);
  if (!circle || !isInCircle(actor, circle)) {
    throw invalidField("circle", "circle-unknown");
  }
  return { circleId: circle.id, openTo: circle.organisationIds };
}

/**
 * Returns the visibility that an annotation gets: "clearance" instead of "submitted" if the speaker's organisation clears
 * the comments of its members.
 * @throws ProblemError invalid-request if it is to be cleared but speaks for no organisation
 */
export async function checkClearance(
  reader: Reader,
  { role }: Actor,
  { organisation: spokenFor, capacity }: Pick<Speaker, "organisation" | "capacity">,
  visibility: Visibility,
): Promise<Visibility> {
  if (visibility === "clearance" && !spokenFor) throw invalidField("visibility", "no-organisation-to-speak-for");
  if (visibility !== "submitted" || !spokenFor) return visibility;
  const organisation = (await reader.get("organisations", spokenFor.id)) ?? null;
  return needsClearance({ role, organisation }, capacity) ? "clearance" : "submitted";
}

/** The maximum length of the text that an amendment inserts, in UTF-16 code units: as long as a comment. */
const longest = 20_000;

/**
 * Returns an amendment in the order of the insertions, with its inserted text in the form of a clause's text.
 * @throws ProblemError invalid-request if it is not one to this proposal's wording, or does not fit the position
 */
export function checkedAmendment(
  { operations }: Pick<Annotation, "operations">,
  { amendment, position }: { amendment: readonly AmendedPart[]; position: Reply["position"] },
): AmendedPart[] {
  const refuse = (code: Parameters<typeof invalidField>[1], params?: { limit: number }) =>
    invalidField("amendment", code, params);
  if (!mayAmend(position)) throw refuse("amendment-and-position-differ");
  const inserted = amendment.filter(({ kind }) => kind === "inserted");
  if (inserted.reduce((sum, { text }) => sum + text.length, 0) > longest)
    throw refuse("field-too-long", { limit: longest });
  if (insertedTexts(operations).length === 0) throw refuse("amendment-without-wording");
  const parts = partsByInsertion(operations, amendment)
    ?.flat()
    .map((part) => (part.kind === "inserted" ? { ...part, text: typedText(part.text) } : part))
    .filter(({ text }) => text !== "");
  // Half a character is not a part of a wording.
  if (!parts || parts.some(({ text }) => /\p{Cs}/u.test(text))) throw refuse("amendment-of-other-wording");
  if (parts.every(({ kind }) => kind === "kept")) throw refuse("amendment-changes-nothing");
  if (isRejection(parts)) throw refuse("amendment-deletes-all");
  return parts;
}

/** Whether a reply with this position can amend the proposal. */
export function mayAmend(position: Reply["position"]): boolean {
  return position === null || position === "support-with-amendment";
}

/**
 * Rejects a request that creates a record under the id of an existing one, unless it is a retry: it says the same as the
 * record did when it was created. The record may have been edited since. If an erasure has removed what it said, any
 * request counts as a retry.
 * @throws ProblemError id-in-use
 */
export async function checkRetry<C extends Extract<RowCollection, "annotations" | "replies">>(
  reader: Reader,
  collection: C,
  id: string,
  isSame: (created: Rows[C]) => boolean,
): Promise<void> {
  const [event] = await reader.events({ after: 0, limit: 1, subject: subjectKey({ collection, id }) });
  const created = event?.after as Rows[C] | null | undefined;
  if (created && !isSame(created)) throw new ProblemError("id-in-use");
}
