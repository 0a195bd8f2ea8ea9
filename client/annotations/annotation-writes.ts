import type { QueryClient } from "@tanstack/react-query";
import type { Organisation } from "#core/access/people.ts";
import { mayNothing, type NewAnnotation, type PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { ListedVersion, Me } from "#core/contract/forum-operations.ts";
import type { NewReply, ShownReply } from "#core/contract/reply-operations.ts";
import type { Reply } from "#core/discuss/reply.ts";
import type { Speaker } from "#core/discuss/speaker.ts";
import { annotationParts as messages } from "#core/messages/catalogues.ts";
import { call } from "../api/call.ts";
import { organisationsQuery } from "../api/organisation-queries.ts";
import { keys } from "../api/queries.ts";
import { toast, undoBy, type UndoCall } from "../components/toasts.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { type AnnotationWrites, changeBack, type OnUndone, stillHas } from "./annotation-change.ts";
import { clearedFirst } from "./audience.ts";

/**
 * Returns the writes on the annotations of a version. They are drawn at once and corrected by the server's answer. A
 * retry is safe because the client chooses the ids. The message of every reversible action offers to undo it.
 */
export function annotationWrites(
  client: QueryClient,
  { version, me, requestedAs }: { version: ListedVersion; me: Me; requestedAs: string },
): AnnotationWrites {
  const key = keys.annotations(requestedAs);
  const refresh = (): Promise<void> => client.invalidateQueries({ queryKey: ["annotations"] });

  /** Draws the change, sends it and reports the result. Restores the previous state if the server refuses. */
  async function act(
    update: (before: PlacedAnnotation[]) => PlacedAnnotation[],
    send: () => Promise<unknown>,
    message: string | (() => string),
    undo?: () => Promise<boolean>,
    undoCall?: () => UndoCall,
  ): Promise<boolean> {
    await client.cancelQueries({ queryKey: key });
    // A long discussion is read in parts, each under a key that begins with this one.
    const before = client.getQueriesData<PlacedAnnotation[]>({ queryKey: key });
    client.setQueriesData<PlacedAnnotation[]>({ queryKey: key }, (list) => list && update(list));
    try {
      await send();
      toast(typeof message === "string" ? message : message(), { undo, undoCall: undo && undoCall?.() });
      return true;
    } catch (error) {
      for (const [part, list] of before) client.setQueryData(part, list);
      toast(error instanceof Error ? error.message : messages.actionFailed, { tone: "failed" });
      return false;
    } finally {
      void refresh();
    }
  }
  const now = (): string => new Date().toISOString();
  // The field for co-signers has loaded them.
  const organisations = (): Organisation[] => client.getQueryData(organisationsQuery.queryKey) ?? [];
  const changed =
    (id: string, change: Partial<PlacedAnnotation["annotation"]>) =>
    (before: PlacedAnnotation[]): PlacedAnnotation[] =>
      before.map((placed) => (placed.annotation.id === id ? withChange(placed, change) : placed));
  const changedReply =
    (id: string, change: Partial<Reply>) =>
    (before: PlacedAnnotation[]): PlacedAnnotation[] =>
      before.map((placed) => ({
        ...placed,
        replies: placed.replies.map((reply) => (reply.id === id ? { ...reply, ...change } : reply)),
      }));

  /**
   * Undoes a submission. If it is recent and nobody has answered it, it becomes an open private draft again, without a
   * trace. Otherwise it is withdrawn.
   */
  const undoSubmission = async ({ annotation: { id, kind } }: PlacedAnnotation, onUndone?: OnUndone) => {
    const params = { annotation: id };
    let draft: PlacedAnnotation | undefined;
    const done = await act(
      changed(id, { visibility: "private", submittedAt: null }),
      async () => {
        const { annotation } = await call("withdrawAnnotation", { params, body: { reason: "", undo: true } });
        if (annotation.visibility === "private") draft = await call("reinstateAnnotation", { params });
      },
      () => (draft ? messages.submissionUndone : formatMessage(messages.withdrawn, { kind })),
      () => submitAgain(id),
    );
    if (draft) onUndone?.(draft);
    return done;
  };
  const withdrawal =
    ({ id, kind }: Pick<NewAnnotation, "id" | "kind">, undo: boolean) =>
    (): UndoCall =>
      undoBy(
        "withdrawAnnotation",
        { params: { annotation: id }, body: { reason: "", undo } },
        formatMessage(messages.withdrawn, { kind }),
      );
  const reinstating = (annotation: string) => (): UndoCall =>
    undoBy("reinstateAnnotation", { params: { annotation } }, messages.reinstated);
  const submitAgain = (id: string): Promise<boolean> => {
    const params = { annotation: id };
    return act(
      changed(id, { standing: "open", standingReason: null }),
      async () => {
        const current = await call("getAnnotation", { params });
        if (current.annotation.standing === "withdrawn") await call("reinstateAnnotation", { params });
        else {
          const { revision } = current.annotation;
          await call("editAnnotation", { params, body: { revision, visibility: "submitted" } });
        }
      },
      messages.reinstated,
    );
  };

  const writes: AnnotationWrites = {
    create: (written, onUndone) => {
      const sent = { ...written, visibility: clearedFirst(written.visibility, me, written.capacity) };
      const placed = annotationToBe(sent, { version, me, organisations: organisations(), at: now() });
      return act(
        (before) => [...before, placed],
        () => call("createAnnotation", { params: { version: version.address }, body: sent }),
        createdMessage(sent),
        () => (sent.visibility === "submitted" ? undoSubmission(placed, onUndone) : writes.withdraw(placed, "")),
        withdrawal(sent, sent.visibility === "submitted"),
      );
    },
    edit: (placed, chosen, onUndone) => {
      const { id, revision, visibility, speaker } = placed.annotation;
      const change = {
        ...chosen,
        ...(chosen.visibility && { visibility: clearedFirst(chosen.visibility, me, speaker.capacity) }),
      };
      const submits = change.visibility === "submitted" && visibility !== "submitted";
      let edited = placed;
      // Undo starts from the current revision if only other fields or the standing have changed since. Otherwise it
      // names the revision this edit made: the server refuses, and the text edited since stays.
      const undo = async (): Promise<boolean> => {
        const current = await call("getAnnotation", { params: { annotation: id } }).catch(() => edited);
        if (current.annotation.standing === "withdrawn") {
          toast(messages.undoWithdrawalFirst, {
            tone: "failed",
          });
          return false;
        }
        const from = stillHas(current.annotation, edited.annotation, change) ? current : edited;
        return writes.edit(from, changeBack(placed.annotation, change));
      };
      const back = () => ({
        params: { annotation: id },
        body: { revision: edited.annotation.revision, ...changeBack(placed.annotation, change) },
      });
      // Others may have read a shared draft, so sharing cannot be undone. The exception: a private draft shared with
      // one's own organisation.
      const shared = change.visibility ?? visibility;
      const undoable =
        shared === visibility || shared === "clearance" || (visibility === "private" && shared === "organisation");
      return act(
        changed(id, {
          ...(change as Partial<PlacedAnnotation["annotation"]>),
          ...(change.circle != null && { circleId: change.circle }),
        }),
        async () => {
          edited = await call("editAnnotation", { params: { annotation: id }, body: { revision, ...change } });
        },
        submits
          ? messages.submitted
          : shared === visibility
            ? messages.changesSaved
            : shared === "clearance"
              ? messages.sentForClearance
              : messages.shared,
        submits
          ? placed.may.withdraw
            ? () => undoSubmission(placed, onUndone)
            : undefined
          : undoable
            ? undo
            : undefined,
        submits ? withdrawal(placed.annotation, true) : () => undoBy("editAnnotation", back(), messages.changesSaved),
      );
    },
    withdraw: (placed, reason) => {
      const { id, kind } = placed.annotation;
      return act(
        changed(id, { standing: "withdrawn", standingReason: reason }),
        () => call("withdrawAnnotation", { params: { annotation: id }, body: { reason } }),
        formatMessage(messages.withdrawn, { kind }),
        () => writes.reinstate(placed),
        reinstating(id),
      );
    },
    reinstate: (placed) =>
      act(
        changed(placed.annotation.id, { standing: "open", standingReason: null }),
        () => call("reinstateAnnotation", { params: { annotation: placed.annotation.id } }),
        messages.reinstated,
      ),
    hide: (placed, reason) =>
      act(
        changed(placed.annotation.id, { standing: "hidden", standingReason: reason }),
        () => call("hideAnnotation", { params: { annotation: placed.annotation.id }, body: { reason } }),
        messages.hidden,
        () => writes.reinstate(placed),
        reinstating(placed.annotation.id),
      ),
    erase: (placed, reason) =>
      act(
        changed(placed.annotation.id, { standing: "erased", standingReason: reason, text: "", operations: [] }),
        () => call("eraseAnnotation", { params: { annotation: placed.annotation.id }, body: { reason } }),
        messages.erasedForGood,
      ),
    reply: (placed, sent) => {
      const reply = replyToBe(sent, placed, me, now());
      return act(
        (before) =>
          before.map((listed) =>
            listed.annotation.id === placed.annotation.id ? { ...listed, replies: [...listed.replies, reply] } : listed,
          ),
        () => call("createReply", { params: { annotation: placed.annotation.id }, body: sent }),
        reply.clearance
          ? messages.sentForClearance
          : sent.text === "" && sent.position
            ? messages.positionRecorded
            : messages.replyAdded,
        () => writes.withdrawReply(reply),
        () => undoBy("withdrawReply", { params: { reply: reply.id } }, messages.replyWithdrawn),
      );
    },
    editReply: (reply, change) =>
      act(
        changedReply(reply.id, change),
        () => call("editReply", { params: { reply: reply.id }, body: { revision: reply.revision, ...change } }),
        reply.sentBack ? messages.sentForClearance : messages.replyChanged,
      ),
    withdrawReply: (reply) =>
      act(
        changedReply(reply.id, { standing: "withdrawn" }),
        () => call("withdrawReply", { params: { reply: reply.id } }),
        messages.replyWithdrawn,
      ),
  };
  return writes;
}

/** Returns an annotation with a change. The redline of other operations is not known before the server answers. */
function withChange(
  { proposed, ...placed }: PlacedAnnotation,
  change: Partial<PlacedAnnotation["annotation"]>,
): PlacedAnnotation {
  const annotation = { ...placed.annotation, ...change };
  return { ...placed, annotation, ...(proposed && !change.operations && { proposed }) };
}

function createdMessage({ kind, visibility }: NewAnnotation): string {
  if (visibility === "private") return formatMessage(messages.savedAsPrivateDraft, { kind });
  if (visibility === "organisation") return formatMessage(messages.sharedWithOrganisation, { kind });
  if (visibility === "circle") return formatMessage(messages.sharedWithCircle, { kind });
  return visibility === "clearance" ? messages.sentForClearance : formatMessage(messages.created, { kind });
}

/** Returns the speaker as the server will record it, to show until the server answers. */
function speakerOf(
  me: Me,
  capacity: NewAnnotation["capacity"],
  jointly: readonly string[],
  organisations: readonly Organisation[],
): Speaker {
  const organisation = capacity === "organisation" || capacity === "secretariat" ? me.organisation : null;
  return {
    participantId: me.participant?.id ?? "",
    name: me.participant?.name ?? "",
    capacity,
    organisation,
    group: organisation?.group ?? me.participant?.group ?? "other",
    jointly: [],
    awaiting: organisations.filter(({ id }) => jointly.includes(id)),
  };
}

/** Returns an annotation that was just sent, as the server will record it. */
function annotationToBe(
  sent: NewAnnotation,
  {
    version,
    me,
    organisations,
    at,
  }: { version: ListedVersion; me: Me; organisations: readonly Organisation[]; at: string },
): PlacedAnnotation {
  const { capacity, jointly, circle = null, change = null, ...rest } = sent;
  return {
    annotation: {
      ...rest,
      change,
      documentId: version.documentId,
      versionId: version.id,
      speaker: speakerOf(me, capacity, jointly, organisations),
      standing: "open",
      standingReason: null,
      circleId: circle,
      consolidatedInto: null,
      contributionId: null,
      resolved: false,
      createdAt: at,
      submittedAt: sent.visibility === "submitted" ? at : null,
      editedAt: null,
      revision: "",
    },
    madeOn: version.address,
    late: false,
    placement: {
      annotationId: sent.id,
      versionId: version.id,
      state: "exact",
      score: 1,
      reason: { code: "same-words", params: { to: "" } },
      targets: sent.targets,
    },
    replies: [],
    positions: [],
    decision: null,
    settlement: null,
    // Nothing can be done with it until the server knows it.
    may: mayNothing,
  };
}

/** Returns a reply that was just sent, as the server will record it. */
function replyToBe(sent: NewReply, { annotation }: PlacedAnnotation, me: Me, at: string): ShownReply {
  const capacity = me.organisation ? "organisation" : "personal";
  return {
    ...sent,
    clearance: clearedFirst(annotation.visibility, me, capacity) === annotation.visibility ? null : "awaiting",
    documentId: annotation.documentId,
    annotationId: annotation.id,
    speaker: speakerOf(me, capacity, [], []),
    standing: "open",
    standingReason: null,
    createdAt: at,
    editedAt: null,
    revision: "",
    may: mayNothing,
  };
}
