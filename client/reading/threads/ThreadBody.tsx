import { useMutation, useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Link } from "wouter";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { contributionsPath, readingPath } from "#core/contract/pages.ts";
import { hasOperations } from "#core/discuss/annotation.ts";
import type { Position } from "#core/discuss/reply.ts";
import { organisationsBehind } from "#core/discuss/speaker.ts";
import { isSameTargets } from "#core/discuss/target.ts";
import { interfaceLanguage, placements, threads as messages } from "#core/messages/catalogues.ts";
import { importedText } from "#core/phrases/imported-from.ts";
import { groupedPositions, type HolderPosition } from "#core/outcome/holder-position.ts";
import { SubmitDrafts } from "../../annotations/SubmitDrafts.tsx";
import { ProposedChange } from "../../annotations/ProposedChange.tsx";
import { citationOfTarget, quoteOfTarget } from "../../annotations/target.ts";
import { call } from "../../api/call.ts";
import { annotationsQuery, meQuery, versionQuery, wordingsQuery } from "../../api/queries.ts";
import { lazyComponent } from "../../components/lazy-component.tsx";
import { FoldedText } from "../../components/FoldedText.tsx";
import { ProblemNotice } from "../../components/PageStates.tsx";
import { formatDate, Moment } from "../../components/format.tsx";
import { MentionText } from "../../mentions/MentionText.tsx";
import { DecisionNote } from "../../outcomes/DecisionNote.tsx";
import { UptakeNote } from "../../outcomes/UptakeNote.tsx";
import { Spokesperson } from "../../components/Spokesperson.tsx";
import { OrganisationNames } from "../../components/OrganisationNames.tsx";
import { formatMessage, headWord, richMessage, uncheckedHead, word } from "../../page-parts/messages.ts";
import { LaterDrafts } from "../place/LaterDrafts.tsx";
import { PlaceActions } from "../place/PlaceActions.tsx";
import { TargetPlaces } from "../place/TargetPlaces.tsx";
import { CommentedChange } from "../speak/CommentedChange.tsx";
import type { ThreadHandlers } from "../state/thread-handlers.ts";
import { useWithdrawPosition } from "./PositionButtons.tsx";
import { ReplyItem } from "./ReplyItem.tsx";
import { ThreadActions } from "./ThreadActions.tsx";
import { describeStanding } from "./describe-standing.ts";

const JointAnswer = lazyComponent(async () => (await import("../../joint/JointAnswer.tsx")).JointAnswer);
const ReplyForm = lazyComponent(async () => (await import("./ReplyForm.tsx")).ReplyForm);

/** A thread in full: its text, the proposal, the reason for its placement, the replies and the actions. */
export function ThreadBody({
  placed,
  newSince,
  acts,
}: {
  placed: PlacedAnnotation;
  /** The time after which replies were new when it was opened; null if there were none. */
  newSince: string | null;
  acts: ThreadHandlers;
}): ReactNode {
  const { annotation, placement, madeOn, replies } = placed;
  const organisation = useQuery(meQuery).data?.organisation;
  const erased = annotation.standing === "erased";
  const organisations = organisationsBehind(annotation.speaker);
  const readable = annotation.standing === "open" || annotation.text !== "";
  const quotes = annotation.targets.flatMap((target) => (target.kind === "range" ? [target.quote.exact] : []));
  return (
    <div className="thread-body">
      <p className="quiet small">
        {annotation.speaker.name !== "" && (
          <>
            <Spokesperson annotation={annotation} /> ·{" "}
          </>
        )}
        {organisations.length > 0 && (
          <>
            <OrganisationNames organisations={organisations} by="shortName" /> ·{" "}
          </>
        )}
        <Moment at={annotation.createdAt} day />
        {!erased && ` · ${word(`type-${annotation.type}`)}`}
        {annotation.editedAt !== null &&
          !erased &&
          ` · ${formatMessage(messages.editedOn, { date: formatDate(annotation.editedAt) })}`}
      </p>
      {annotation.standing !== "open" && <p className="thread-standing">{describeStanding(annotation)}</p>}
      {annotation.change && <CommentedChange change={annotation.change} acts={acts} />}
      {readable && madeOn !== acts.currentAddress && !hasOperations(annotation) && quotes.length > 0 && (
        <blockquote className="thread-quote quoted" dir="auto">
          {[...new Set(quotes)].join(" … ")}
        </blockquote>
      )}
      {readable && (
        <FoldedText>
          {hasOperations(annotation) && <ProposedChange placed={placed} short={false} />}
          {annotation.text.split(/\n{2,}/u).map((paragraph, index) =>
            paragraph === "" ? null : (
              <p key={index} className="thread-text" dir="auto">
                <MentionText>{paragraph}</MentionText>
              </p>
            ),
          )}
        </FoldedText>
      )}
      {readable && annotation.editedAt !== null && <EarlierWordings placed={placed} />}
      {madeOn !== acts.currentAddress && (
        <p className="thread-placement">
          {uncheckedHead(placement.reason, placements)}{" "}
          <span className="quiet">
            {placement.state !== "orphan" &&
              `${formatMessage(messages.confidence, { percent: Math.round(placement.score * 100) })} `}
            {richMessage(messages.madeOn, {
              draft: (
                <Link href={`${readingPath(madeOn)}?note=${annotation.id}`}>
                  <bdi>{acts.nameOf(madeOn)}</bdi>
                </Link>
              ),
            })}
          </span>
        </p>
      )}
      {madeOn !== acts.currentAddress && (
        <PlaceActions placed={placed} version={acts.currentAddress} onChoose={() => acts.onPlace(annotation.id)} />
      )}
      {readable && <TargetPlaces placed={placed} address={acts.currentAddress} />}
      <ProposeAgain placed={placed} acts={acts} />
      <Source annotation={annotation} address={acts.currentAddress} />
      {placed.may.confirmJoint && organisation && <JointAnswer placed={placed} ownOrganisation={organisation} />}
      <DecisionNote placed={placed} address={acts.currentAddress} nameOf={acts.nameOf} />
      {hasOperations(annotation) && annotation.visibility === "submitted" && annotation.standing === "open" && (
        <UptakeNote annotation={annotation.id} drafts={acts.drafts} />
      )}
      {placed.annotation.visibility === "submitted" && <LaterDrafts placed={placed} nameOf={acts.nameOf} />}
      <Positions placed={placed} acts={acts} />
      {replies.length > 0 && (
        <ol className="replies stack-3">
          {replies.map((reply) => (
            <ReplyItem
              key={reply.id}
              reply={reply}
              operations={annotation.operations}
              isNew={
                newSince !== null && reply.createdAt > newSince && reply.speaker.participantId !== acts.participantId
              }
              acts={acts}
            />
          ))}
        </ol>
      )}
      {acts.replying === annotation.id ? (
        <ReplyForm
          participantId={acts.participantId}
          storageKey={`reply/${annotation.id}`}
          operations={annotation.operations}
          onSend={(reply) => acts.onReply(placed, reply)}
          onClose={() => acts.onReplying(null)}
        />
      ) : (
        <>
          {annotation.visibility === "private" && <OwnDrafts address={acts.currentAddress} />}
          <ThreadActions placed={placed} acts={acts} />
        </>
      )}
    </div>
  );
}

/** Offers to submit all of the reader's drafts on a version, if there are several. */
function OwnDrafts({ address }: { address: string }): ReactNode {
  const shown = useQuery({ ...annotationsQuery(address), enabled: false }).data ?? [];
  const own = shown.flatMap(({ annotation, may }) =>
    may.edit && annotation.visibility === "private" && annotation.standing === "open" ? [annotation] : [],
  );
  return own.length > 1 && <SubmitDrafts drafts={own} />;
}

/** Links to the file that an annotation was imported from, and to the submission that combines it with others. */
function Source({ annotation, address }: { annotation: PlacedAnnotation["annotation"]; address: string }): ReactNode {
  const bySecretariat = importedText(annotation.importedFrom, interfaceLanguage());
  return (
    <>
      {annotation.contributionId !== null && (
        <p className="thread-placement">
          {bySecretariat !== ""
            ? `${bySecretariat} ·`
            : annotation.speaker.organisation
              ? formatMessage(messages.importedFromOrganisation, {
                  organisation: annotation.speaker.organisation.shortName,
                })
              : messages.importedFromFile}{" "}
          <Link href={`${contributionsPath}?at=${annotation.contributionId}#${annotation.contributionId}`}>
            {messages.viewContribution}
          </Link>
        </p>
      )}
      {annotation.consolidatedInto !== null && (
        <p className="thread-placement">
          {messages.combinedNote}{" "}
          <Link href={`${readingPath(address)}?note=${annotation.consolidatedInto}`}>{messages.viewSubmission}</Link>
        </p>
      )}
    </>
  );
}

/** Offers to make a proposal from another draft on the current one, as far as it can be carried over. */
function ProposeAgain({ placed, acts }: { placed: PlacedAnnotation; acts: ThreadHandlers }): ReactNode {
  const { id, standing } = placed.annotation;
  const again = useMutation({
    mutationFn: () => call("getRebased", { params: { annotation: id, version: acts.currentAddress } }),
    onSuccess: (rebased) => acts.onProposeAgain?.(placed, rebased),
  });
  if (
    !acts.onProposeAgain ||
    !hasOperations(placed.annotation) ||
    standing !== "open" ||
    placed.madeOn === acts.currentAddress
  )
    return null;
  return (
    <>
      <button
        type="button"
        className="button button-quiet thread-again"
        disabled={again.isPending}
        onClick={() => again.mutate()}
      >
        {messages.proposeInDraft}
      </button>
      {again.error && <ProblemNotice error={again.error} />}
    </>
  );
}

/** Shows each organisation's position on an annotation and its previous one, but never totals. */
function Positions({ placed, acts }: { placed: PlacedAnnotation; acts: ThreadHandlers }): ReactNode {
  const { positions, replies } = placed;
  const withdraw = useWithdrawPosition(acts);
  if (positions.length === 0) return null;
  return (
    <ul className="positions" aria-label={messages.organisationPositions}>
      {groupedPositions(positions).map(({ position }) => (
        <li key={position}>
          <span className={`small soft position-${position}`}>{headWord(`position-${position}`)}</span>{" "}
          {newestPositions(positions, position).map(({ holder, replyId, before }, index) => {
            const reply = replies.find(({ id, may }) => id === replyId && may.edit);
            const last = before.at(-1);
            return (
              <span key={holder.id || index}>
                {index > 0 && ", "}
                {holder.name === "" ? (
                  messages.sourceNotShown
                ) : (
                  <OrganisationNames organisations={[holder]} by="name" />
                )}
                {last && (
                  <span className="quiet">
                    {" "}
                    {formatMessage(messages.positionBefore, { position: word(`position-${last.position}`) })}
                  </span>
                )}
                {reply && (
                  <>
                    {" "}
                    <button type="button" className="link-button small" onClick={() => void withdraw(reply)}>
                      {messages.withdrawPosition}
                    </button>
                  </>
                )}
              </span>
            );
          })}
        </li>
      ))}
    </ul>
  );
}

/**
 * Returns the holders of a position to display. All whose source is hidden become one entry, because a list of them
 * would reveal their number.
 */
export function newestPositions(standpoints: readonly HolderPosition[], position: Position): HolderPosition[] {
  const held = standpoints.filter((holder) => holder.position === position);
  const unnamed = held.findIndex(({ holder }) => holder.name === "");
  return held
    .filter(({ holder }, index) => holder.name !== "" || index === unnamed)
    .map((holder) => (holder.holder.name === "" ? { ...holder, before: [] } : holder));
}

/** Lists an annotation's earlier revisions, latest first. They are loaded when the list is opened. */
function EarlierWordings({ placed }: { placed: PlacedAnnotation }): ReactNode {
  const [open, setOpen] = useState(false);
  const { annotation, madeOn } = placed;
  const wordings = useQuery({ ...wordingsQuery(annotation.id, annotation.revision), enabled: open });
  const home = useQuery({ ...versionQuery(madeOn), enabled: open }).data;
  const latestFirst = wordings.data?.toReversed() ?? [];
  return (
    <details className="earlier-wordings small" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary className="quiet tappable">{messages.earlierWording}</summary>
      {wordings.data?.length === 0 && <p className="quiet">{messages.noEarlierWording}</p>}
      {wordings.isError && <p className="field-error">{wordings.error.message}</p>}
      <ol>
        {latestFirst.map(({ type, targets, text, operations, until }, index) => (
          <li key={until}>
            <p className="quiet">
              {richMessage(messages.untilTime, { time: <Moment at={until} /> })}
              {type !== annotation.type && ` · ${word(`type-${type}`)}`}
            </p>
            {home && !isSameTargets(targets, latestFirst[index - 1]?.targets ?? annotation.targets) && (
              <p>
                {richMessage(messages.wasAbout, {
                  targets: targets.map((target, place) => (
                    <span key={place}>
                      {place > 0 && "; "}
                      <bdi>{citationOfTarget(home.text, target)}</bdi>
                      {quoteOfTarget(target) !== null && (
                        <>
                          : <q dir="auto">{quoteOfTarget(target)}</q>
                        </>
                      )}
                    </span>
                  )),
                })}
              </p>
            )}
            {operations.length > 0 && (
              <ProposedChange placed={{ annotation: { ...annotation, operations }, madeOn }} short={false} />
            )}
            {text !== "" && (
              <p className="thread-text" dir="auto">
                <MentionText>{text}</MentionText>
              </p>
            )}
          </li>
        ))}
      </ol>
    </details>
  );
}
