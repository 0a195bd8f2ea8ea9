import type { Node } from "prosemirror-model";
import {
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type RefObject,
  type SyntheticEvent,
  type ReactNode,
} from "react";
import { Link } from "wouter";
import { type AnnotationKind, annotationKinds, commentTypes } from "#core/discuss/annotation.ts";
import { readingPath } from "#core/contract/pages.ts";
import type { Target } from "#core/discuss/target.ts";
import type { Me } from "#core/contract/forum-operations.ts";
import type { VersionText } from "#core/text/clause.ts";
import { directionOf } from "#core/text/direction.ts";
import { composer as messages, proposals } from "#core/messages/catalogues.ts";
import { useOrganisations } from "../../api/organisation-queries.ts";
import { Choices } from "../../components/Choices.tsx";
import { formatMessage, headWord, richMessage, uncheckedHead, word } from "../../page-parts/messages.ts";
import { SubmissionHint, type Terms } from "../../consultation/ConsultationNote.tsx";
import { JointlyField } from "../../joint/JointlyField.tsx";
import { MentionField } from "../../mentions/MentionField.tsx";
import { capacitiesOf, clearedFirst, describeAudience, sharedAlready, useCircles } from "../../annotations/audience.ts";
import { AudienceField } from "../../annotations/AudienceField.tsx";
import type { UnsavedEdit } from "./unsaved-edit.ts";
import { canChooseHere, type OpenComposer } from "./composer-state.ts";
import { CommentedChange } from "./CommentedChange.tsx";
import { EarlierEdits, NotSent } from "./UnsentTexts.tsx";
import { TargetsField } from "./TargetsField.tsx";
import { ProposalFields } from "./ProposalFields.tsx";
import { operationsOf } from "./proposed-steps.ts";
import { citationOfTarget, quoteOfTarget } from "../../annotations/target.ts";
import type { ThreadHandlers } from "../state/thread-handlers.ts";
import { isBlank, type Written } from "./written.ts";
import "./composer.css";

const titles = {
  comment: messages.commentOn,
  proposal: messages.proposeWordingFor,
} as const satisfies Record<AnnotationKind, string>;

/** Writes or edits a comment or a proposal. Every change is passed on at once, so that it can be saved. */
export function Composer({
  form,
  text,
  draft,
  me,
  acts,
  terms = null,
  onKeep,
  onSend,
  onCancel,
  onRestoreEarlier,
  onDiscardEarlier,
}: {
  form: OpenComposer;
  text: VersionText;
  draft: Node;
  me: Me;
  /** The document's drafts, by name. */
  acts: Pick<ThreadHandlers, "currentAddress" | "nameOf" | "drafts">;
  /** The period in which its version is open to comments; null if it is always open. */
  terms?: Terms | null;
  onKeep: (written: Written) => void;
  onSend: (written: Written) => Promise<boolean>;
  onCancel: () => void;
  onRestoreEarlier: (earlier: UnsavedEdit) => void;
  onDiscardEarlier: (earlier: UnsavedEdit) => void;
}): ReactNode {
  const { written, change, missing, sending, send } = useWritten(form, draft, onKeep, onSend);
  const { hasOperations, needsText } = annotationKinds[written.kind];
  const textField = useFocusAtEnd(!hasOperations);
  const isHome = canChooseHere(form);
  const edited = form.mode === "edit" ? form.editing : null;
  // An annotation that was sent keeps its speaker, and whoever can already read it keeps access.
  const sharedWith = edited && sharedAlready(edited.annotation, me);
  const citation = citationOfTarget(text, written.target);
  const quote = quoteOfTarget(written.target);
  const locations = isHome && (!edited || !hasOperations || written.mode === "throughout") && (
    <TargetsField written={written} text={text} onChange={change} />
  );
  return (
    <form
      className="composer"
      aria-label={formatMessage(messages.composerLabel, {
        kind: written.kind,
        citation,
      })}
      onSubmit={(event) => void send(event)}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void send(event);
        if (event.key === "Escape") {
          event.stopPropagation();
          onCancel();
        }
      }}
    >
      <h2 className="composer-title">
        {richMessage(titles[written.kind], {
          citation: <bdi key="citation">{citation}</bdi>,
          b: (parts) => <strong>{parts}</strong>,
        })}
      </h2>
      {written.change && <CommentedChange change={written.change} acts={acts} />}
      {quote !== null && !hasOperations && (
        <blockquote className="thread-quote quoted clamped-3" dir={directionOf(text.language)}>
          {quote}
        </blockquote>
      )}
      {form.mode === "proposal" && form.problems.length > 0 && (
        <ul className="remark" aria-label={messages.notCarriedOver}>
          {form.problems.map((problem, index) => (
            <li key={index}>{uncheckedHead(problem, proposals)}</li>
          ))}
        </ul>
      )}
      {form.mode === "edit" && (
        <EarlierEdits
          earlier={form.earlier}
          revision={form.editing.annotation.revision}
          isHome={isHome}
          acts={acts}
          onRestore={onRestoreEarlier}
          onDiscard={onDiscardEarlier}
        />
      )}
      {hasOperations && locations}
      {edited && !isHome && (
        <p className="quiet small">
          {richMessage(hasOperations ? messages.changeProposalThere : messages.changeLocationsThere, {
            link: (parts) => <Link href={`${readingPath(edited.madeOn)}?note=${edited.annotation.id}`}>{parts}</Link>,
          })}
        </p>
      )}
      {hasOperations && isHome && <ProposalFields written={written} draft={draft} text={text} onChange={change} />}
      <MentionField
        label={needsText ? messages.commentField : messages.reasonOptional}
        ref={textField}
        value={written.text}
        aria-invalid={missing && needsText}
        onText={(text) => change({ text })}
      />
      <details>
        <summary className="quiet small tappable">
          <ChoicesLine written={written} me={me} />
        </summary>
        <div className="stack-3">
          {!hasOperations && locations}
          <Choices
            legend={messages.commentType}
            name="type"
            values={commentTypes}
            chosen={written.type}
            labelOf={(type) => headWord(`type-${type}`)}
            onChoose={(type) => change({ type })}
          />
          <div className="composer-row">
            {!edited && <CapacityFields written={written} me={me} onChange={change} />}
            <AudienceField audience={written} me={me} atLeast={sharedWith} onChange={change} />
          </div>
        </div>
      </details>
      {missing && (
        <p className="field-error" role="alert">
          {needsText ? messages.commentNeedsText : messages.noChangeYet}
        </p>
      )}
      {terms && sharedWith?.visibility !== "submitted" && written.visibility === "submitted" && (
        <SubmissionHint terms={terms} />
      )}
      {sending === "failed" && <NotSent editing={edited !== null} />}
      <div className="composer-actions">
        <span className="quiet small">{isBlank(written) ? "" : messages.keptUntilSent}</span>
        <button type="button" className="button button-quiet" onClick={onCancel}>
          {messages.cancel}
        </button>
        <button className="button button-primary" type="submit" disabled={sending === "now"}>
          {sendLabel(written, me, edited?.annotation.visibility)}
        </button>
      </div>
    </form>
  );
}

/** The written text of a composer: its changes, and sending it once it is complete. */
function useWritten(
  form: OpenComposer,
  draft: Node,
  onKeep: (written: Written) => void,
  onSend: (written: Written) => Promise<boolean>,
) {
  const [written, setWritten] = useState(form.initial);
  const [sending, setSending] = useState<"no" | "now" | "failed">("no");
  const [missing, setMissing] = useState(false);
  const change = (part: Partial<Written>): void => {
    const next = { ...written, ...part };
    setWritten(next);
    setMissing(false);
    onKeep(next);
  };
  const addTarget = useRef<(target: Target) => void>(() => undefined);
  useLayoutEffect(() => {
    addTarget.current = (target) => change({ also: [...written.also, target] });
  });
  const added = form.added.at(-1);
  useEffect(() => {
    if (added) addTarget.current(added);
  }, [added]);
  const send = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    if (sending === "now") return;
    const { hasOperations, needsText } = annotationKinds[written.kind];
    const proposesNothing = hasOperations && canChooseHere(form) && operationsOf(written, draft).length === 0;
    if (proposesNothing || (needsText && written.text.trim() === "")) {
      setMissing(true);
      return;
    }
    setSending("now");
    if (!(await onSend(written))) setSending("failed");
  };
  return { written, change, missing, sending, send };
}

/** Returns a reference to a text field that takes the focus when it appears, with the cursor after its text. */
function useFocusAtEnd(takesFocus: boolean): RefObject<HTMLTextAreaElement | null> {
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (!takesFocus || !field.current) return;
    field.current.focus({ preventScroll: true });
    field.current.setSelectionRange(field.current.value.length, field.current.value.length);
  }, [takesFocus]);
  return field;
}

/** Returns the label of the button that sends. `before` is the visibility of the annotation that is edited. */
function sendLabel({ visibility, capacity }: Written, me: Me, before: Written["visibility"] | undefined): string {
  const { organisation } = me;
  if (before === visibility) return messages.saveEdit;
  if (clearedFirst(visibility, me, capacity) === "clearance") return messages.sendForClearance;
  if (visibility === "private") return messages.saveAsDraft;
  if (visibility === "circle") return messages.shareWithCircle;
  return visibility === "organisation"
    ? formatMessage(messages.shareWith, { organisation: organisation?.shortName ?? "" })
    : messages.submit;
}

/** The choices of a comment in one line, while their fields are folded: "Visible to everyone, for Tavi, general". */
function ChoicesLine({ written, me }: { written: Written; me: Me }): ReactNode {
  const circles = useCircles(me);
  const { type, capacity, also, jointly } = written;
  return formatMessage(messages.choicesLine, {
    audience: describeAudience(written, me, circles),
    capacity: capacityText(capacity, me),
    type: word(`type-${type}`),
    locations: also.length + 1,
    cosigners: jointly.length,
  });
}

/** Names a capacity: "for Tavi", "for the secretariat". */
function capacityText(capacity: Written["capacity"], { organisation }: Me): string {
  return capacity === "organisation" && organisation
    ? formatMessage(messages.forOrganisation, { organisation: organisation.shortName })
    : word(`capacity-${capacity}`);
}

function CapacityFields({
  written,
  me,
  onChange,
}: {
  written: Written;
  me: Me;
  onChange: (change: Partial<Written>) => void;
}): ReactNode {
  const { organisation } = me;
  const organisations = useOrganisations();
  const capacities = capacitiesOf(me);
  if (!organisation && capacities.length < 2) return null;
  const otherOrganisations = organisations.filter(({ id }) => id !== organisation?.id);
  return (
    <>
      <label className="field">
        <span className="field-label">{messages.commentingAs}</span>
        <select
          className="input"
          value={written.capacity}
          onChange={({ target }) =>
            onChange({ capacity: capacities.find((candidate) => candidate === target.value) ?? "personal" })
          }
        >
          {capacities.map((capacity) => (
            <option key={capacity} value={capacity}>
              {capacityText(capacity, me)}
            </option>
          ))}
        </select>
      </label>
      {(written.capacity === "organisation" || written.capacity === "secretariat") && organisation && (
        <JointlyField
          jointly={written.jointly}
          otherOrganisations={otherOrganisations}
          onChange={(jointly) => onChange({ jointly })}
        />
      )}
    </>
  );
}
