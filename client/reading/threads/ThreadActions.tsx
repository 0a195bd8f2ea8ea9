import { Ellipsis, Link2, Reply } from "lucide-react";
import { type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState, type ReactNode } from "react";
import { consultationState } from "#core/outcome/consultation.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { outcomesPage, threads as messages } from "#core/messages/catalogues.ts";
import { formatMessage } from "../../page-parts/messages.ts";
import { lazyComponent } from "../../components/lazy-component.tsx";
import { Menu, MenuItem } from "../../components/Menu.tsx";
import { PopoverButton } from "../../components/Popover.tsx";
import { useShortcuts } from "../../components/shortcuts.ts";
import { notifyAndRefresh, toast, undoBy } from "../../components/toasts.ts";
import { call } from "../../api/call.ts";
import { meQuery } from "../../api/queries.ts";
import { SubmissionHint } from "../../consultation/ConsultationNote.tsx";
import { jointItems, type JointAct } from "../../joint/joint-acts.ts";
import { PositionButtons } from "./PositionButtons.tsx";
import type { Removal } from "./StandingDialog.tsx";
import type { ThreadHandlers } from "../state/thread-handlers.ts";

const DecideOnCard = lazyComponent(async () => (await import("./DecideOnCard.tsx")).DecideOnCard);
const JointActDialog = lazyComponent(async () => (await import("../../joint/JointActDialog.tsx")).JointActDialog);
const FollowDialog = lazyComponent(async () => (await import("../../following/FollowDialog.tsx")).FollowDialog);
const StandingDialog = lazyComponent(async () => (await import("./StandingDialog.tsx")).StandingDialog);

/** The comment to decide when its card opens: the next one after a decision. */
let nextDecided: string | null = null;

/** The reader's actions on an annotation: reply, edit, submit, decide, withdraw, hide, erase, link. */
export function ThreadActions({ placed, acts }: { placed: PlacedAnnotation; acts: ThreadHandlers }): ReactNode {
  const [removal, setRemoval] = useState<Removal | null>(null);
  const [following, setFollowing] = useState(false);
  const client = useQueryClient();
  const { annotation, may } = placed;
  const open = annotation.standing === "open";
  const decides = may.decide && open;
  const [wasNext] = useState(nextDecided === annotation.id);
  const [deciding, setDeciding] = useState(wasNext);
  useEffect(() => {
    nextDecided = null;
  }, []);
  useShortcuts(
    decides
      ? {
          d: () => {
            const focused = document.activeElement?.closest<HTMLElement>("[data-note]");
            if (!focused || focused.dataset["note"] === annotation.id) setDeciding(true);
            else {
              nextDecided = focused.dataset["note"] ?? null;
              focused.querySelector<HTMLElement>(".thread-head")?.click();
            }
          },
        }
      : {},
  );
  const isDraft = may.edit && open && annotation.visibility !== "submitted";
  const terms = acts.drafts.find(({ address }) => address === placed.madeOn)?.consultation?.terms;
  const upcoming = terms && consultationState(terms, new Date()) === "upcoming";
  const wider = may.edit && open ? acts.widerOf(annotation) : [];
  const me = useQuery(meQuery).data;
  const organisation = me?.organisation ?? null;
  const joint = open ? jointItems(placed, organisation) : [];
  const [jointly, setJointly] = useState<JointAct | null>(null);
  const items = [
    ...menuItems(placed, wider, joint),
    ...(me?.participant ? [{ id: "follow", name: messages.notifications }] : []),
  ];
  const act = (id: string): void => {
    if (id === "edit") acts.onEdit(placed);
    else if (id === "decide") setDeciding(true);
    else if (id === "follow") setFollowing(true);
    else if (id === "revoke") void revokeDecision(client, placed);
    else if (id === "reinstate") void acts.onStanding(placed, "reinstate", "");
    else if (id === "withdraw" || id === "hide" || id === "erase") setRemoval(id);
    else {
      const shared = wider.find(({ key }) => key === id);
      if (shared) acts.onShare(placed, shared.audience);
      else setJointly(joint.find((item) => item.id === id)?.act ?? null);
    }
  };

  return (
    <>
      {decides && (
        <DecideOnCard
          {...{ placed, acts }}
          isDeciding={deciding}
          hasFocus={!wasNext}
          onNext={(next) => {
            nextDecided = next;
          }}
          onLeave={() => setDeciding(false)}
        />
      )}
      <div className="thread-actions">
        {may.reply && open && (
          <button type="button" className="button button-quiet" onClick={() => acts.onReplying(annotation.id)}>
            <Reply size={16} aria-hidden /> {messages.reply}
          </button>
        )}
        <PositionButtons placed={placed} acts={acts} />
        {isDraft && terms && upcoming && <SubmissionHint terms={terms} />}
        {isDraft && !upcoming && (annotation.visibility !== "clearance" || may.clear) && (
          <button
            type="button"
            className="button button-quiet"
            onClick={() => acts.onShare(placed, { visibility: "submitted", circle: null })}
          >
            {may.clear ? messages.clear : messages.submit}
          </button>
        )}
        <span className="thread-more">
          <button
            type="button"
            className="icon-button"
            aria-label={messages.copyLink}
            onClick={() => void copyLink(annotation.id)}
          >
            <Link2 size={16} aria-hidden />
          </button>
          {items.length > 0 && (
            <PopoverButton
              kind="menu"
              className="icon-button"
              name={messages.more}
              face={<Ellipsis size={16} aria-hidden />}
            >
              <Menu label={messages.more}>
                {items.map(({ id, name }) => (
                  <MenuItem key={id} onAction={() => act(id)}>
                    {name}
                  </MenuItem>
                ))}
              </Menu>
            </PopoverButton>
          )}
        </span>
        {jointly && (
          <JointActDialog
            placed={placed}
            act={jointly}
            ownOrganisation={organisation}
            onClose={() => setJointly(null)}
          />
        )}
        {following && <FollowDialog kind="thread" id={annotation.id} onClose={() => setFollowing(false)} />}
        {removal && (
          <StandingDialog
            removal={removal}
            onConfirm={(reason) => acts.onStanding(placed, removal, reason)}
            onClose={(done) => {
              setRemoval(null);
              if (done) acts.onStood(annotation.id);
            }}
          />
        )}
      </div>
    </>
  );
}

/** Returns the menu items of the actions that the reader may take on an annotation. */
function menuItems(
  { annotation, may, decision }: PlacedAnnotation,
  wider: ReturnType<ThreadHandlers["widerOf"]>,
  joint: ReturnType<typeof jointItems>,
): { id: string; name: string }[] {
  const open = annotation.standing === "open";
  return [
    ...(may.edit && open ? [{ id: "edit", name: messages.edit }] : []),
    ...wider.map(({ key, name }) => ({ id: key, name: formatMessage(messages.shareWith, { name }) })),
    ...(may.decide && open
      ? [{ id: "decide", name: decision?.current ? messages.changeDecision : messages.decide }]
      : []),
    ...(may.decide && open && decision?.current ? [{ id: "revoke", name: messages.revokeDecision }] : []),
    ...joint,
    ...(may.withdraw && open ? [{ id: "withdraw", name: messages.withdraw }] : []),
    ...(may.reinstate ? [{ id: "reinstate", name: messages.restore }] : []),
    ...(may.hide && open ? [{ id: "hide", name: messages.hide }] : []),
    ...(may.erase && annotation.standing !== "erased" ? [{ id: "erase", name: messages.erase }] : []),
  ];
}

/** Revokes a decision and leaves the annotation undecided. */
async function revokeDecision(client: QueryClient, { annotation, decision }: PlacedAnnotation): Promise<void> {
  const of = (revision = 0) => ({ params: { annotation: annotation.id }, body: { revision } });
  await notifyAndRefresh(client, ["annotations"], ["desk"])(
    () => call("revokeDecision", of(decision?.revision)),
    outcomesPage.decisionRevoked,
    (answer) => undoBy("undoDecision", of(answer.decision?.revision), outcomesPage.previousDecisionRestored),
  );
}

async function copyLink(note: string): Promise<void> {
  const url = new URL(location.href);
  url.searchParams.set("note", note);
  try {
    await navigator.clipboard.writeText(url.href);
    toast(messages.linkCopied);
  } catch {
    toast(messages.copyingBlocked, { tone: "failed" });
  }
}
