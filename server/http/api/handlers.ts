import { contract, type OperationName } from "#core/contract/contract.ts";
import {
  clearAnnotation,
  getClearance,
  getSentBack,
  sendBackAnnotation,
  setClearance,
  undoClearing,
  undoClearingReply,
} from "../../services/annotations/clearance.ts";
import { getCandidates } from "../../services/comparison/candidates.ts";
import { addLink, getLinks, revokeLink } from "../../services/comparison/link.ts";
import { compareThree, compareVersions, explainPairing, getRedline } from "../../services/comparison/comparison.ts";
import { confirmJoint, getJointRequests, leaveJoint, removeJoint, signOn } from "../../services/annotations/joint.ts";
import { asDeputy } from "../../services/kernel/authorise.ts";
import type { Context } from "../../services/kernel/context.ts";
import { consolidateDrafts } from "../../services/annotations/consolidation.ts";
import {
  correctUptake,
  getUptake,
  getUptakeTable,
  revokeUptakeCorrection,
  undoUptakeCorrection,
} from "../../services/outcome/uptake.ts";
import { correctPublished, correctVersion, readVersionAgain, setLines } from "../../services/publication/correction.ts";
import { createAnnotation, editAnnotation, submitDrafts } from "../../services/annotations/annotation.ts";
import {
  archiveDocument,
  changeDocument,
  createDocument,
  getDocument,
  moveDocument,
  restoreDocument,
} from "../../services/forum/document.ts";
import {
  createReply,
  editReply,
  eraseReply,
  hideReply,
  reinstateReply,
  withdrawReply,
} from "../../services/annotations/reply.ts";
import { decideAnnotation, revokeDecision, undoDecision } from "../../services/outcome/decision.ts";
import { discardVersion, prepareVersion } from "../../services/publication/upload.ts";
import {
  eraseAnnotation,
  hideAnnotation,
  reinstateAnnotation,
  withdrawAnnotation,
} from "../../services/annotations/standing.ts";
import { exportComparison } from "../../services/exports/export-comparison.ts";
import { exportInvitation } from "../../services/exports/export-invitation.ts";
import { exportContribution } from "../../services/exports/export-contribution.ts";
import { getContributionColumns } from "../../services/contributions/file-columns.ts";
import { exportReconciliation } from "../../services/exports/export-reconciliation.ts";
import { exportVersion } from "../../services/exports/export-version.ts";
import { exportWorkingText } from "../../services/exports/export-working-text.ts";
import { followCircles, followEvents, getEvents } from "../../services/forum/events.ts";
import { getAnnotation, getEarlierWordings } from "../../services/annotations/present-annotation.ts";
import { getAnnotationCounts, getAnnotationPage, getAnnotations } from "../../services/annotations/annotation-pages.ts";
import { getDocumentOutcomes, getOutcomes } from "../../services/outcome/outcomes-table.ts";
import { getClauseHistory } from "../../services/history/clause-history.ts";
import { getPositions } from "../../services/outcome/positions.ts";
import { getDocumentCalendar, getForumCalendar } from "../../services/feeds/calendar.ts";
import {
  getClauseFeed,
  getDocumentFeed,
  getForumFeed,
  getOrganisationFeed,
  getThreadFeed,
} from "../../services/feeds/news-feed.ts";
import { getBarometer, getBarometerFeed, getBarometerTable } from "../../services/history/barometer.ts";
import { getHistory } from "../../services/history/document-history.ts";
import { getForum, getLibrary, getVersion } from "../../services/forum/library.ts";
import { getLineage, getTranslations } from "../../services/comparison/lineage.ts";
import { getMentions } from "../../services/annotations/mentions.ts";
import { getNewReaders, openDrafts } from "../../services/annotations/new-readers.ts";
import { Held } from "../../services/kernel/storage-use.ts";
import { getOrganisationNames } from "../../services/people/organisations.ts";
import { getMe, getParticipants } from "../../services/people/participant.ts";
import { getOriginal } from "../../services/versions/content.ts";
import { getLines } from "../../services/versions/lines.ts";
import { getNegotiation, getNegotiationHistory } from "../../services/outcome/negotiation.ts";
import { getOccurrences, getPlacements, getTargetHits } from "../../services/annotations/placement.ts";
import { getPreview } from "../../services/publication/preview.ts";
import { getRebased } from "../../services/annotations/rebase.ts";
import { getWordOrigins } from "../../services/history/word-origins.ts";
import { clearReply, sendBackReply } from "../../services/annotations/reply-clearance.ts";
import { actAsDeputy } from "../../services/people/deputies.ts";
import { getSavedFilters, removeSavedFilter, saveFilter } from "../../services/forum/saved-filters.ts";
import { changeCircle, dissolveCircle, getCircles, leaveCircle, makeCircle } from "../../services/people/circle.ts";
import { getWorkingText, prepareWorkingText } from "../../services/publication/next-draft.ts";
import { publishVersion, withdrawVersion } from "../../services/publication/publication.ts";
import { callOffConsultation, setConsultation, undoConsultation } from "../../services/publication/consultation.ts";
import { settlePlace, undoSettlement, unsettlePlace } from "../../services/annotations/settlement.ts";
import {
  discardContribution,
  getContribution,
  getContributionOriginal,
  getContributions,
} from "../../services/contributions/contribution.ts";
import { receiveContribution } from "../../services/contributions/receive-contribution.ts";
import { editContribution, editContributionItems } from "../../services/contributions/edit-contribution.ts";
import { importContribution, undoImport } from "../../services/contributions/import-contribution.ts";
import type { Answered, By, Handlers, LooseHandler } from "./handler-types.ts";
import { followNotifications } from "../../services/inbox/stream.ts";
import { type OpenStreams, streamEvents } from "./event-stream.ts";
import { printOpenapi } from "./openapi.ts";
import type { Cookies } from "../middleware/cookies.ts";
import type { Visit } from "../middleware/visitor.ts";
import { accountHandlers } from "./account-handlers.ts";
import { openEntrance } from "./entrance.ts";
import { waysInHandlers } from "./ways-in-handlers.ts";
import { settingsHandlers } from "./settings-handlers.ts";

/** Dependencies of the handlers. */
export interface HandlersOptions {
  context: Context;
  cookies: Cookies;
  streams: OpenStreams;
  /** Interval between heartbeats of an event stream, in ms. */
  heartbeat: number;
}

/**
 * Returns a context that stops reading an uploaded file when its sender has left. Other work goes on without them, for
 * example filling a forum.
 */
function readingUntil({ left, response }: Visit, context: Context): Context {
  const { until } = context.files;
  const hasFile = Buffer.isBuffer(response.req.body);
  return left && until && hasFile ? { ...context, files: until(left) } : context;
}

/**
 * Connects the contract to the services. Decides nothing, and repeats no check that the contract or a service makes.
 */
export function handlersOf({ context, cookies, streams, heartbeat }: HandlersOptions): Handlers {
  const by: By = (service) => (visit, input) => {
    const { visitor, signal } = visit;
    return service(asDeputy(readingUntil(visit, context), visitor.actor), visitor.actor, input, signal);
  };
  const entrance = openEntrance({ context, cookies, streams });
  const held = new Held(context.store);
  // Generated on first request, because it would take up much of the startup time.
  let description: Answered<"getOpenapi"> | undefined;

  return leavingOutDamaged(context, {
    getOpenapi: () => Promise.resolve((description ??= { ...printOpenapi() })),
    getMe: by(getMe),
    ...accountHandlers({ context, by, cookies, streams, entrance }),
    ...waysInHandlers({ context, by, streams, entrance }),
    getForum: by(getForum),
    getLibrary: by(getLibrary),
    getDocument: by(getDocument),
    createDocument: by(createDocument),
    getOrganisationNames: by(getOrganisationNames),
    getParticipants: by(getParticipants),
    getVersion: by(getVersion),
    getLines: by(getLines),
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
    getCandidates: by(getCandidates),
    addLink: by(addLink),
    revokeLink: by(revokeLink),
    getLineage: by(getLineage),
    getClauseHistory: by(getClauseHistory),
    getTranslations: by(getTranslations),
    getWordOrigins: by(getWordOrigins),
    getHistory: by(getHistory),
    getAnnotations: by(getAnnotations),
    getAnnotationPage: by(getAnnotationPage),
    getAnnotationCounts: by(getAnnotationCounts),
    createAnnotation: by(createAnnotation),
    getAnnotation: by(getAnnotation),
    editAnnotation: by(editAnnotation),
    submitDrafts: by(submitDrafts),
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
    getOutcomes: by(getOutcomes),
    getDocumentOutcomes: by(getDocumentOutcomes),
    settlePlace: by(settlePlace),
    unsettlePlace: by(unsettlePlace),
    undoSettlement: by(undoSettlement),
    getPositions: by(getPositions),
    setConsultation: by(setConsultation),
    callOffConsultation: by(callOffConsultation),
    undoConsultation: by(undoConsultation),
    consolidateDrafts: by(consolidateDrafts),
    signOn: by(signOn),
    removeJoint: by(removeJoint),
    getMentions: by(getMentions),
    getSavedFilters: by(getSavedFilters),
    saveFilter: by(saveFilter),
    removeSavedFilter: by(removeSavedFilter),
    getCircles: by(getCircles),
    getNewReaders: by(getNewReaders),
    openDrafts: by(openDrafts),
    makeCircle: by(makeCircle),
    changeCircle: by(changeCircle),
    leaveCircle: by(leaveCircle),
    dissolveCircle: by(dissolveCircle),
    getContributions: by(getContributions),
    receiveContribution: by(receiveContribution),
    getContribution: by(getContribution),
    getContributionColumns: by(getContributionColumns),
    getContributionOriginal: by(getContributionOriginal),
    exportContribution: by(exportContribution),
    exportReconciliation: by(exportReconciliation),
    exportInvitation: by(exportInvitation),
    editContribution: by(editContribution),
    editContributionItems: by(editContributionItems),
    takeContribution: by(importContribution),
    undoTaking: by(undoImport),
    discardContribution: by(discardContribution),
    getRebased: by(getRebased),
    getWorkingText: by(getWorkingText),
    exportWorkingText: by(exportWorkingText),
    prepareWorkingText: by(prepareWorkingText),
    getNegotiation: by(getNegotiation),
    getNegotiationHistory: by(getNegotiationHistory),
    getBarometer: by(getBarometer),
    getBarometerTable: by(getBarometerTable),
    getBarometerFeed: by(getBarometerFeed),
    getForumCalendar: by(getForumCalendar),
    getDocumentCalendar: by(getDocumentCalendar),
    getForumFeed: by(getForumFeed),
    getDocumentFeed: by(getDocumentFeed),
    getThreadFeed: by(getThreadFeed),
    getClauseFeed: by(getClauseFeed),
    getOrganisationFeed: by(getOrganisationFeed),
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
      streamEvents({ streams, held, heartbeat, context }, visit, (after, hear) =>
        followEvents(context, visit.visitor.actor, { document, after }, hear),
      ),
    streamCircles: (visit) =>
      streamEvents({ streams, held, heartbeat, context }, visit, (after, hear) =>
        followCircles(context, visit.visitor.actor, { after }, hear),
      ),
    streamNotifications: (visit) =>
      streamEvents({ streams, held, heartbeat, context }, visit, (after, hear) =>
        followNotifications(context, visit.visitor.actor, { after }, hear),
      ),
    exportVersion: by(exportVersion),
    ...settingsHandlers(by),
    actAsDeputy: ({ visitor }, { principal }) =>
      actAsDeputy(context, visitor.actor, { principal, session: visitor.session }),
    changeDocument: by(changeDocument),
    moveDocument: by(moveDocument),
    archiveDocument: by(archiveDocument),
    restoreDocument: by(restoreDocument),
    correctPublished: by(correctPublished),
    setLines: by(setLines),
    getClearance: by(getClearance),
    getSentBack: by(getSentBack),
    clearAnnotation: by(clearAnnotation),
    sendBackAnnotation: by(sendBackAnnotation),
    undoClearing: by(undoClearing),
    clearReply: by(clearReply),
    sendBackReply: by(sendBackReply),
    undoClearingReply: by(undoClearingReply),
    setClearance: by(setClearance),
  });
}

/** Returns handlers whose reads run again if they find a damaged text, without it. */
function leavingOutDamaged(context: Context, handlers: Handlers): Handlers {
  const reads = Object.entries(handlers as unknown as Record<string, LooseHandler>)
    .filter(([name]) => contract[name as OperationName].method === "get")
    .map(([name, handler]): [string, LooseHandler] => [
      name,
      (visit, input) => context.damage.leavingOut(() => handler(visit, input)),
    ]);
  return { ...handlers, ...Object.fromEntries(reads) };
}
