import { useMutation, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Button } from "react-aria-components";
import { Link } from "wouter";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { contributionsPath, readingPath } from "#core/contract/pages.ts";
import * as messages from "#core/messages/threads.en.ts";
import { ProposedChange } from "../../annotations/ProposedChange.tsx";
import { call } from "../../api/call.ts";
import { meQuery } from "../../api/queries.ts";
import { FoldedText } from "../../components/FoldedText.tsx";
import { ProblemNotice } from "../../components/ProblemNotice.tsx";
import { formatDate, formatMoment } from "../../components/format.ts";
import { formatMessage, headWord, richMessage, word } from "../../page-parts/messages.ts";
import { JointAnswer } from "../../joint/JointAnswer.tsx";
import { MentionText } from "../../mentions/MentionText.tsx";
import { DispositionNote } from "../../outcomes/DispositionNote.tsx";
import { UptakeNote } from "../../outcomes/UptakeNote.tsx";
import { LaterDrafts } from "../place/LaterDrafts.tsx";
import { PlaceActions } from "../place/PlaceActions.tsx";
import { TargetPlaces } from "../place/TargetPlaces.tsx";
import { CommentedChange } from "../speak/CommentedChange.tsx";
import type { ThreadHandlers } from "../state/thread-handlers.ts";
import { EarlierWordings } from "./EarlierWordings.tsx";
import { Positions } from "./Positions.tsx";
import { ReplyForm } from "./ReplyForm.tsx";
import { ReplyItem } from "./ReplyItem.tsx";
import { sayStanding } from "./say-standing.ts";
import { ThreadActions } from "./ThreadActions.tsx";

/** A thread in full: its text, the proposal, the reason for its placement, the replies and the actions. */
export function ThreadBody({ placed, acts }: { placed: PlacedAnnotation; acts: ThreadHandlers }): ReactNode {
  const { annotation, placement, madeOn, replies } = placed;
  const own = useQuery(meQuery).data?.organisation;
  const erased = annotation.standing === "erased";
  const readable = annotation.standing === "open" || annotation.text !== "";
  const quotes = annotation.targets.flatMap((target) => (target.kind === "range" ? [target.quote.exact] : []));
  return (
    <div className="thread-body">
      <p className="quiet small">
        <time dateTime={annotation.createdAt} title={formatMoment(annotation.createdAt)}>
          {formatDate(annotation.createdAt)}
        </time>
        {!erased && ` · ${word(`type-${annotation.type}`)}`}
        {annotation.editedAt !== null &&
          !erased &&
          ` · ${formatMessage(messages.editedOn, { date: formatDate(annotation.editedAt) })}`}
      </p>
      {annotation.standing !== "open" && <p className="thread-standing">{sayStanding(annotation)}</p>}
      {annotation.change && <CommentedChange change={annotation.change} acts={acts} />}
      {readable && madeOn !== acts.here && annotation.kind === "comment" && quotes.length > 0 && (
        <blockquote className="thread-quote" dir="auto">
          {[...new Set(quotes)].join(" … ")}
        </blockquote>
      )}
      {readable && (
        <FoldedText>
          {annotation.kind === "proposal" && <ProposedChange placed={placed} short={false} />}
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
      {madeOn !== acts.here && (
        <p className="thread-placement">
          {headWord(placement.reason.code, placement.reason.params)}{" "}
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
      {madeOn !== acts.here && (
        <PlaceActions placed={placed} version={acts.here} onChoose={() => acts.onPlace(annotation.id)} />
      )}
      {readable && <TargetPlaces placed={placed} here={acts.here} />}
      <ProposeAgain placed={placed} acts={acts} />
      {annotation.contributionId !== null && (
        <p className="thread-placement">
          {annotation.speaker.organisation
            ? formatMessage(messages.importedFromOrganisation, {
                organisation: annotation.speaker.organisation.shortName,
              })
            : messages.importedFromFile}{" "}
          <Link href={`${contributionsPath}#${annotation.contributionId}`}>{messages.viewContribution}</Link>
        </p>
      )}
      {annotation.consolidatedInto !== null && (
        <p className="thread-placement">
          {messages.combinedNote}{" "}
          <Link href={`${readingPath(acts.here)}?note=${annotation.consolidatedInto}`}>{messages.viewSubmission}</Link>
        </p>
      )}
      {placed.may.confirmJoint && own && <JointAnswer placed={placed} own={own} />}
      <DispositionNote disposition={placed.disposition} here={acts.here} nameOf={acts.nameOf} />
      {annotation.kind === "proposal" && annotation.visibility === "submitted" && annotation.standing === "open" && (
        <UptakeNote annotation={annotation.id} drafts={acts.drafts} />
      )}
      {placed.annotation.visibility === "submitted" && <LaterDrafts placed={placed} nameOf={acts.nameOf} />}
      <Positions placed={placed} acts={acts} />
      {replies.length > 0 && (
        <ol className="replies">
          {replies.map((reply) => (
            <ReplyItem key={reply.id} reply={reply} acts={acts} />
          ))}
        </ol>
      )}
      {acts.replying === annotation.id ? (
        <ReplyForm
          participantId={acts.participantId}
          place={`reply/${annotation.id}`}
          onSend={(reply) => acts.onReply(placed, reply)}
          onClose={() => acts.onReplying(null)}
        />
      ) : (
        <ThreadActions placed={placed} acts={acts} />
      )}
    </div>
  );
}

/** Offers to make a proposal from another draft on the current one, as far as it can be carried over. */
function ProposeAgain({ placed, acts }: { placed: PlacedAnnotation; acts: ThreadHandlers }): ReactNode {
  const { id, kind, standing } = placed.annotation;
  const again = useMutation({
    mutationFn: () => call("getRebased", { params: { annotation: id, version: acts.here } }),
    onSuccess: (rebased) => acts.onProposeAgain?.(placed, rebased),
  });
  if (!acts.onProposeAgain || kind !== "proposal" || standing !== "open" || placed.madeOn === acts.here) return null;
  return (
    <>
      <Button className="button button-quiet thread-again" isDisabled={again.isPending} onPress={() => again.mutate()}>
        {messages.proposeInDraft}
      </Button>
      {again.error && <ProblemNotice error={again.error} />}
    </>
  );
}
