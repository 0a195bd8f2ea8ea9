import { useQueryClient } from "@tanstack/react-query";
import { Layers } from "lucide-react";
import { type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { Consolidation } from "#core/contract/circle-operations.ts";
import type { ListedVersion, Me } from "#core/contract/forum-operations.ts";
import { type Annotation, hasOperations, kindWith } from "#core/discuss/annotation.ts";
import type { Target } from "#core/discuss/target.ts";
import { peoplePages as messages } from "#core/messages/catalogues.ts";
import type { VersionText } from "#core/text/clause.ts";
import { AudienceField } from "../annotations/AudienceField.tsx";
import { ProposedChange } from "../annotations/ProposedChange.tsx";
import type { Audience } from "../annotations/audience.ts";
import { citationOfTarget } from "../annotations/target.ts";
import { newId } from "../api/actor.ts";
import { call } from "../api/call.ts";
import { useOrganisations } from "../api/organisation-queries.ts";
import { ConfirmDialog } from "../components/DialogFrame.tsx";
import { useStoredText } from "../components/stored-text.ts";
import { notifyAndRefresh, undoBy } from "../components/toasts.ts";
import { JointlyField } from "../joint/JointlyField.tsx";
import { MentionField } from "../mentions/MentionField.tsx";
import { commaText, formatMessage } from "../page-parts/messages.ts";
import "./consolidation.css";

/**
 * A button with which a coordinator consolidates the organisation's drafts into one submission. Renders nothing without
 * drafts.
 */
export function ConsolidateDrafts({
  drafts,
  onCreated,
  ...room
}: {
  drafts: readonly PlacedAnnotation[];
  version: ListedVersion;
  text: VersionText;
  me: Me;
  /** Receives the id of the new annotation. */
  onCreated: (annotation: string) => void;
}): ReactNode {
  const [open, setOpen] = useState(false);
  const createdId = useRef<string | null>(null);
  // Only after the dialog has closed, because it traps the focus until then.
  useEffect(() => {
    if (open || createdId.current === null) return;
    const annotation = createdId.current;
    createdId.current = null;
    onCreated(annotation);
  }, [open, onCreated]);
  if (drafts.length === 0) return null;
  return (
    <p className="threads-note row small">
      <button type="button" className="button button-quiet" onClick={() => setOpen(true)}>
        <Layers size={14} aria-hidden />{" "}
        {formatMessage(messages.combineDrafts, {
          count: drafts.length,
          organisation: room.me.organisation?.shortName ?? "",
        })}
      </button>
      {open && (
        <ConsolidationDialog
          drafts={drafts}
          {...room}
          onCreated={(annotation) => {
            createdId.current = annotation;
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </p>
  );
}

/**
 * Lets a coordinator choose some of the organisation's drafts and consolidate them into one submission with its own
 * text.
 */
function ConsolidationDialog({
  drafts,
  version,
  text: versionText,
  me,
  onCreated,
  onClose,
}: {
  drafts: readonly PlacedAnnotation[];
  version: ListedVersion;
  text: VersionText;
  me: Me;
  onCreated: (annotation: string) => void;
  onClose: () => void;
}): ReactNode {
  const organisations = useOrganisations();
  const [excluded, setExcluded] = useState<readonly string[]>([]);
  const chosen = drafts.map(({ annotation }) => annotation).filter(({ id }) => !excluded.includes(id));
  const [typed, setTyped, forget] = useStoredText(
    me.participant?.id ?? null,
    `${version.address}/consolidation/words`,
    joinedText(chosen),
  );
  const [written, setWritten] = useState(typed !== joinedText(chosen));
  const text = written ? typed : joinedText(chosen);
  const [proposes, setProposes] = useState(true);
  const [audience, setAudience] = useState<Audience>({ visibility: "submitted", circle: null });
  const [jointly, setJointly] = useState<readonly string[]>([]);
  const [id] = useState(newId);
  const consolidate = useConsolidation(version);
  const combined = consolidationOf(chosen, proposes);
  const hasSteps = chosen.some(({ operations }) => operations.length > 0);

  const send = async (): Promise<boolean> => {
    const done = await consolidate({ id, ...combined, text: text.trim(), ...audience, jointly: [...jointly] });
    if (!done) return false;
    forget();
    onCreated(id);
    return true;
  };
  return (
    <ConfirmDialog
      title={formatMessage(messages.combineTitle, { organisation: me.organisation?.shortName ?? "" })}
      act={audience.visibility === "submitted" ? messages.submitAsOne : messages.saveAsDraft}
      ready={chosen.length > 0 && (text.trim() !== "" || combined.operations.length > 0)}
      onConfirm={send}
      onClose={onClose}
    >
      <p>{messages.combineAbout}</p>
      <fieldset className="consolidation-drafts">
        <legend className="field-label">{messages.draftsToCombine}</legend>
        {drafts.map((placed) => (
          <label key={placed.annotation.id} className="consolidation-draft">
            <input
              type="checkbox"
              checked={!excluded.includes(placed.annotation.id)}
              onChange={({ target }) =>
                setExcluded(
                  target.checked
                    ? excluded.filter((draftId) => draftId !== placed.annotation.id)
                    : [...excluded, placed.annotation.id],
                )
              }
            />
            <span>
              <span className="quiet small">
                {placed.annotation.speaker.name} ·{" "}
                <bdi>{commaText(placed.annotation.targets.map((target) => citationOfTarget(versionText, target)))}</bdi>
              </span>
              {hasOperations(placed.annotation) && <ProposedChange placed={placed} short />}
              {placed.annotation.text !== "" && <span dir="auto">{placed.annotation.text}</span>}
            </span>
          </label>
        ))}
      </fieldset>
      <MentionField
        label={hasSteps && proposes ? messages.reasonField : messages.commentField}
        value={text}
        onText={(next) => {
          setWritten(true);
          setTyped(next);
        }}
      />
      {hasSteps && (
        <label className="consolidation-draft">
          <input type="checkbox" checked={proposes} onChange={({ target }) => setProposes(target.checked)} />
          <span>{messages.includeWording}</span>
        </label>
      )}
      <div className="consolidation-row">
        <AudienceField audience={audience} me={me} onChange={setAudience} />
        <JointlyField
          jointly={jointly}
          otherOrganisations={organisations.filter((organisation) => organisation.id !== me.organisation?.id)}
          onChange={setJointly}
        />
      </div>
    </ConfirmDialog>
  );
}

/**
 * Returns a function that consolidates several drafts into one annotation. It resolves to whether it succeeded.
 * Withdrawing the annotation releases the drafts.
 */
function useConsolidation({ address }: ListedVersion): (consolidation: Consolidation) => Promise<boolean> {
  const client = useQueryClient();
  return useCallback(
    (consolidation) => {
      const act = notifyAndRefresh(client, ["annotations"]);
      return act(
        () => call("consolidateDrafts", { params: { version: address }, body: consolidation }),
        consolidation.visibility === "submitted" ? messages.submittedAsOne : messages.combinedIntoDraft,
        () =>
          undoBy(
            "withdrawAnnotation",
            { params: { annotation: consolidation.id }, body: { reason: "", undo: true } },
            messages.combinationWithdrawn,
          ),
      );
    },
    [client, address],
  );
}

/** Joins the texts of several drafts, each as its own paragraphs. */
export function joinedText(drafts: readonly Annotation[]): string {
  return drafts
    .map(({ text }) => text.trim())
    .filter((text) => text !== "")
    .join("\n\n");
}

/** Returns the combined content of several drafts: each target once, and the steps of their proposals in order. */
export function consolidationOf(
  drafts: readonly Annotation[],
  proposes: boolean,
): Pick<Consolidation, "kind" | "targets" | "operations" | "drafts" | "type"> {
  const targets = new Map<string, Target>();
  for (const target of drafts.flatMap((draft) => draft.targets)) targets.set(JSON.stringify(target), target);
  const operations = proposes ? drafts.flatMap((draft) => draft.operations) : [];
  return {
    kind: kindWith(operations),
    type: drafts[0]?.type ?? "general",
    targets: [...targets.values()],
    operations,
    drafts: drafts.map(({ id }) => id),
  };
}
