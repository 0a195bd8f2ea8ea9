import type * as z from "zod";
import type { Actor } from "#core/access/ability.ts";
import type { contract, OperationName } from "#core/contract/contract.ts";
import { addLink } from "../services/add-link.ts";
import { compareThree } from "../services/compare-three.ts";
import { compareVersions } from "../services/compare-versions.ts";
import { confirmJoint } from "../services/confirm-joint.ts";
import type { Context } from "../services/context.ts";
import { consolidateDrafts } from "../services/consolidate-drafts.ts";
import { correctUptake, revokeUptakeCorrection, undoUptakeCorrection } from "../services/correct-uptake.ts";
import { correctVersion } from "../services/correct-version.ts";
import { createAnnotation } from "../services/create-annotation.ts";
import { createDocument } from "../services/create-document.ts";
import { createReply } from "../services/create-reply.ts";
import { decideAnnotation, revokeDecision, undoDecision } from "../services/decide-annotation.ts";
import { discardVersion } from "../services/discard-version.ts";
import { editAnnotation } from "../services/edit-annotation.ts";
import { editReply } from "../services/edit-reply.ts";
import { eraseAnnotation } from "../services/erase-annotation.ts";
import { eraseReply } from "../services/erase-reply.ts";
import { exportComparison } from "../services/export-comparison.ts";
import { exportContribution } from "../services/export-contribution.ts";
import { exportVersion } from "../services/export-version.ts";
import { explainPairing } from "../services/explain-pairing.ts";
import type { FileAnswer, WrittenFile } from "../services/file-answer.ts";
import { followCircles, followEvents } from "../services/follow-events.ts";
import { getAnnotation } from "../services/get-annotation.ts";
import { getAnnotations } from "../services/get-annotations.ts";
import { getDocumentLedger } from "../services/get-document-ledger.ts";
import { getBiography } from "../services/get-biography.ts";
import { getConsensus } from "../services/get-consensus.ts";
import { getDocument } from "../services/get-document.ts";
import { getEarlierWordings } from "../services/get-earlier-wordings.ts";
import { getEvents } from "../services/get-events.ts";
import { getHistory } from "../services/get-history.ts";
import { getLedger } from "../services/get-ledger.ts";
import { getJointRequests } from "../services/get-joint-requests.ts";
import { getLibrary } from "../services/get-library.ts";
import { getLineage } from "../services/get-lineage.ts";
import { getLinks } from "../services/get-links.ts";
import { getMentions } from "../services/get-mentions.ts";
import { getNewReaders } from "../services/get-new-readers.ts";
import { getMe } from "../services/get-me.ts";
import { getOriginal } from "../services/get-original.ts";
import { getNegotiation } from "../services/get-negotiation.ts";
import { getNegotiationHistory } from "../services/get-negotiation-history.ts";
import { getOccurrences } from "../services/get-occurrences.ts";
import { getParticipants } from "../services/get-participants.ts";
import { getPlacements } from "../services/get-placements.ts";
import { getPreview } from "../services/get-preview.ts";
import { getRebased } from "../services/get-rebased.ts";
import { getTargetHits } from "../services/get-target-hits.ts";
import { getRedline } from "../services/get-redline.ts";
import { getUptake } from "../services/get-uptake.ts";
import { getUptakeTable } from "../services/get-uptake-table.ts";
import { getTranslations } from "../services/get-translations.ts";
import { getVersion } from "../services/get-version.ts";
import { getWordOrigins } from "../services/get-word-origins.ts";
import { hideAnnotation } from "../services/hide-annotation.ts";
import { hideReply } from "../services/hide-reply.ts";
import { invite } from "../services/invite.ts";
import { getViews, removeView, saveView } from "../services/keep-views.ts";
import { leaveJoint } from "../services/leave-joint.ts";
import { changeCircle, dissolveCircle, getCircles, leaveCircle, makeCircle } from "../services/manage-circles.ts";
import { getWorkingText } from "../services/get-working-text.ts";
import { prepareWorkingText } from "../services/prepare-working-text.ts";
import { prepareVersion } from "../services/prepare-version.ts";
import { publishVersion } from "../services/publish-version.ts";
import { readVersionAgain } from "../services/read-version-again.ts";
import { reinstateAnnotation } from "../services/reinstate-annotation.ts";
import { reinstateReply } from "../services/reinstate-reply.ts";
import { callOffConsultation, setConsultation, undoConsultation } from "../services/set-consultation.ts";
import { settlePlace, undoSettlement, unsettlePlace } from "../services/settle-place.ts";
import { revokeLink } from "../services/revoke-link.ts";
import { signIn } from "../services/sign-in.ts";
import { removeJoint, signOn } from "../services/sign-on.ts";
import { signOut } from "../services/sign-out.ts";
import { getContributions } from "../services/get-contributions.ts";
import { receiveContribution } from "../services/receive-contribution.ts";
import { getContribution } from "../services/get-contribution.ts";
import { getContributionOriginal } from "../services/get-contribution-original.ts";
import { editContribution } from "../services/edit-contribution.ts";
import { editContributionItem } from "../services/edit-contribution-item.ts";
import { takeContribution } from "../services/take-contribution.ts";
import { undoTaking } from "../services/undo-taking.ts";
import { discardContribution } from "../services/discard-contribution.ts";
import { withdrawAnnotation } from "../services/withdraw-annotation.ts";
import { withdrawReply } from "../services/withdraw-reply.ts";
import { withdrawVersion } from "../services/withdraw-version.ts";
import type { OpenStreams } from "./open-streams.ts";
import { printOpenapi } from "./openapi.ts";
import type { SessionCookie } from "./session-cookie.ts";
import { streamEvents } from "./stream-events.ts";
import type { Visit } from "./visitor.ts";

type Contract = typeof contract;
type Part<N extends OperationName, K extends "params" | "query" | "body"> =
  Contract[N] extends Record<K, infer S extends z.ZodType> ? z.output<S> : unknown;

/** What an operation is given: its parameters, query and body in one, parsed; an uploaded file as `bytes`. */
type Input<N extends OperationName> = Part<N, "params"> &
  Part<N, "query"> &
  Part<N, "body"> &
  (Contract[N] extends { file: string } ? { bytes: Uint8Array } : unknown);

/** What it answers with. A stream of events writes its answer itself, as it happens. */
type Answered<N extends OperationName> = Contract[N]["answer"] extends { kind: "json"; schema: infer S }
  ? S extends z.ZodType
    ? z.output<S>
    : never
  : Contract[N]["answer"] extends { kind: "file" }
    ? FileAnswer
    : Contract[N]["answer"] extends { kind: "written-file" }
      ? WrittenFile
      : // eslint-disable-next-line @typescript-eslint/no-invalid-void-type -- what a service that answers nothing resolves to
        void;

/** Every operation of the contract, done. */
export type Handlers = { [N in OperationName]: (visit: Visit, input: Input<N>) => Promise<Answered<N>> };

/** What the handlers work with. */
export interface HandlersOptions {
  context: Context;
  cookie: SessionCookie;
  streams: OpenStreams;
  /** Between two heartbeats of a stream of events, in ms. */
  heartbeat: number;
}

/** Joins the contract to the services: nothing is decided here, and nothing checked that the contract or a service does. */
export function handlersOf({ context, cookie, streams, heartbeat }: HandlersOptions): Handlers {
  const by =
    <I, A>(service: (context: Context, actor: Actor, input: I) => Promise<A>) =>
    ({ visitor, gone }: Visit, input: I): Promise<A> =>
      service({ ...context, gone }, visitor.actor, input);
  const endSession = async ({ visitor }: Visit): Promise<void> => {
    await signOut(context, visitor.actor, visitor);
    if (visitor.session !== null) streams.close(visitor.session);
  };
  // Printed when it is first asked for: it takes as long as much of the start.
  let description: Answered<"getOpenapi"> | undefined;

  return {
    getOpenapi: () => Promise.resolve((description ??= { ...printOpenapi() })),
    getMe: by(getMe),
    signIn: async (visit, input) => {
      const { me, session, expiresAt } = await signIn(context, visit.visitor.actor, input);
      // Whoever this browser was before, they are it no longer.
      await endSession(visit);
      cookie.write(visit.response, session, expiresAt);
      return me;
    },
    signOut: async (visit) => {
      await endSession(visit);
      cookie.clear(visit.response);
      // Back should not show the next person what was read here. Browsers heed it where the site is reached safely.
      visit.response.set("Clear-Site-Data", '"cache"');
    },
    getLibrary: by(getLibrary),
    getDocument: by(getDocument),
    createDocument: by(createDocument),
    getParticipants: by(getParticipants),
    invite: by(invite),
    getVersion: by(getVersion),
    getOriginal: by(getOriginal),
    prepareVersion: by(prepareVersion),
    correctVersion: by(correctVersion),
    readVersionAgain: by(readVersionAgain),
    getPreview: by(getPreview),
    publishVersion: by(publishVersion),
    discardVersion: by(discardVersion),
    withdrawVersion: by(withdrawVersion),
    getComparison: by(compareVersions),
    getRedline: by(getRedline),
    exportComparison: by(exportComparison),
    compareThree: by(compareThree),
    explainPairing: by(explainPairing),
    getLinks: by(getLinks),
    addLink: by(addLink),
    revokeLink: by(revokeLink),
    getLineage: by(getLineage),
    getBiography: by(getBiography),
    getTranslations: by(getTranslations),
    getWordOrigins: by(getWordOrigins),
    getHistory: by(getHistory),
    getAnnotations: by(getAnnotations),
    createAnnotation: by(createAnnotation),
    getAnnotation: by(getAnnotation),
    editAnnotation: by(editAnnotation),
    withdrawAnnotation: by(withdrawAnnotation),
    reinstateAnnotation: by(reinstateAnnotation),
    hideAnnotation: by(hideAnnotation),
    getJointRequests: by(getJointRequests),
    confirmJoint: by(confirmJoint),
    leaveJoint: by(leaveJoint),
    eraseAnnotation: by(eraseAnnotation),
    getEarlierWordings: by(getEarlierWordings),
    getPlacements: by(getPlacements),
    decideAnnotation: by(decideAnnotation),
    revokeDecision: by(revokeDecision),
    undoDecision: by(undoDecision),
    getLedger: by(getLedger),
    getDocumentLedger: by(getDocumentLedger),
    settlePlace: by(settlePlace),
    unsettlePlace: by(unsettlePlace),
    undoSettlement: by(undoSettlement),
    getConsensus: by(getConsensus),
    setConsultation: by(setConsultation),
    callOffConsultation: by(callOffConsultation),
    undoConsultation: by(undoConsultation),
    consolidateDrafts: by(consolidateDrafts),
    signOn: by(signOn),
    removeJoint: by(removeJoint),
    getMentions: by(getMentions),
    getViews: by(getViews),
    saveView: by(saveView),
    removeView: by(removeView),
    getCircles: by(getCircles),
    getNewReaders: by(getNewReaders),
    makeCircle: by(makeCircle),
    changeCircle: by(changeCircle),
    leaveCircle: by(leaveCircle),
    dissolveCircle: by(dissolveCircle),
    getContributions: by(getContributions),
    receiveContribution: by(receiveContribution),
    getContribution: by(getContribution),
    getContributionOriginal: by(getContributionOriginal),
    exportContribution: by(exportContribution),
    editContribution: by(editContribution),
    editContributionItem: by(editContributionItem),
    takeContribution: by(takeContribution),
    undoTaking: by(undoTaking),
    discardContribution: by(discardContribution),
    getRebased: by(getRebased),
    getWorkingText: by(getWorkingText),
    prepareWorkingText: by(prepareWorkingText),
    getNegotiation: by(getNegotiation),
    getNegotiationHistory: by(getNegotiationHistory),
    getOccurrences: by(getOccurrences),
    getTargetHits: by(getTargetHits),
    getUptake: by(getUptake),
    getUptakeTable: by(getUptakeTable),
    correctUptake: by(correctUptake),
    revokeUptakeCorrection: by(revokeUptakeCorrection),
    undoUptakeCorrection: by(undoUptakeCorrection),
    createReply: by(createReply),
    editReply: by(editReply),
    withdrawReply: by(withdrawReply),
    reinstateReply: by(reinstateReply),
    hideReply: by(hideReply),
    eraseReply: by(eraseReply),
    getEvents: by(getEvents),
    streamEvents: (visit, { document }) =>
      streamEvents({ context, streams, heartbeat }, visit, (after, hear) =>
        followEvents(context, visit.visitor.actor, { document, after }, hear),
      ),
    streamCircles: (visit) =>
      streamEvents({ context, streams, heartbeat }, visit, (after, hear) =>
        followCircles(context, visit.visitor.actor, { after }, hear),
      ),
    exportVersion: by(exportVersion),
  };
}
