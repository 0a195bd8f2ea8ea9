import { Plus, X } from "lucide-react";
import { memo, type ReactNode, useCallback, useLayoutEffect, useMemo, useRef, useState } from "react";
import { annotationKinds } from "#core/discuss/annotation.ts";
import { clauseOfTarget, type RangeTarget, type Target } from "#core/discuss/target.ts";
import { occurrencesOf } from "#core/place/occurrences.ts";
import { clauseById, clauseIndex, type VersionText } from "#core/text/clause.ts";
import { sectionEnd } from "#core/text/section.ts";
import { directionOf, isolate } from "#core/text/direction.ts";
import { composer as messages } from "#core/messages/catalogues.ts";
import { formatMessage } from "../../page-parts/messages.ts";
import { citationOfTarget, quoteOfTarget } from "../../annotations/target.ts";
import { ClausePicker } from "./ClausePicker.tsx";
import { leaveOutFirst, retargeted, type Written } from "./written.ts";
import "../../components/check.css";

/** The longest phrase to search for in the whole text, in characters. */
const longestPhrase = 200;

/**
 * Selects the targets of a comment or proposal: the selected text, its clause or a larger unit, and further locations.
 */
export function TargetsField({
  written,
  text,
  onChange,
}: {
  written: Written;
  text: VersionText;
  onChange: (change: Partial<Written>) => void;
}): ReactNode {
  const { target, also } = written;
  const { freeTargets } = annotationKinds[written.kind];
  const [initialTarget, setInitialTarget] = useState(target);
  const phrase = target.kind === "range" ? target.quote.exact : "";
  const occurrences = useMemo(
    () =>
      phrase.length <= longestPhrase && !phrase.includes("\n")
        ? occurrencesOf(text, phrase).filter((location) => !isSame(location, target))
        : [],
    [text, phrase, target],
  );
  const hits = useMemo(() => new Set(occurrences.map(keyOf)), [occurrences]);
  const ticked = useMemo(() => new Set(also.map(keyOf)), [also]);
  const byHand = also.filter((location) => !hits.has(keyOf(location)));
  const listed = byHand.length < also.length;
  const change = (next: readonly Target[]): void => {
    onChange(retargeted(written, target, next));
  };
  const leaveOut = (location: Target): void => {
    const [next] = byHand;
    if (!isSame(location, target) || !next) {
      change(also.filter((further) => !isSame(further, location)));
      return;
    }
    setInitialTarget(next);
    onChange(leaveOutFirst(written, next));
  };
  const tick = useRef<(location: Target) => void>(() => undefined);
  useLayoutEffect(() => {
    tick.current = (location) =>
      change(ticked.has(keyOf(location)) ? also.filter((further) => !isSame(further, location)) : [...also, location]);
  });
  const onTick = useCallback((location: Target) => tick.current(location), []);
  return (
    <div className="places stack">
      {freeTargets && (
        <SubjectField
          subjects={subjectChoices(text, initialTarget)}
          target={target}
          onChoose={(chosen) => onChange({ target: chosen, also: byHand })}
        />
      )}
      {occurrences.length > 0 && !listed && (
        <button
          type="button"
          className="button button-quiet places-throughout"
          onClick={() => change([...byHand, ...occurrences])}
        >
          {formatMessage(messages.addThroughout, { count: occurrences.length })}
        </button>
      )}
      {listed && (
        <fieldset className="places-hits">
          <legend className="field-label">
            {formatMessage(messages.selectedThroughout, {
              selected: 1 + also.length - byHand.length,
              total: occurrences.length + 1,
            })}
          </legend>
          <p className="small quiet">
            <Hit text={text} target={target as RangeTarget} />
          </p>
          {occurrences.map((location) => (
            <OccurrenceField
              key={keyOf(location)}
              text={text}
              target={location}
              ticked={ticked.has(keyOf(location))}
              onTick={onTick}
            />
          ))}
          <button type="button" className="button button-quiet" onClick={() => change(byHand)}>
            {messages.keepOnlyMySelection}
          </button>
        </fieldset>
      )}
      <SelectedTargets
        targets={[target, ...byHand]}
        text={text}
        onLeaveOut={leaveOut}
        onAdd={freeTargets ? (location) => change([...also, location]) : undefined}
      />
    </div>
  );
}

/** Chooses the selected text, its clause or a larger unit. */
function SubjectField({
  subjects,
  target,
  onChoose,
}: {
  subjects: ReturnType<typeof subjectChoices>;
  target: Target;
  onChoose: (target: Target) => void;
}): ReactNode {
  if (subjects.length < 2) return null;
  return (
    <label className="field">
      <span className="field-label">{messages.about}</span>
      <select
        className="input"
        value={subjects.findIndex((subject) => isSame(subject.target, target))}
        onChange={({ target: { value } }) => {
          const chosen = subjects[Number(value)]?.target;
          if (chosen) onChoose(chosen);
        }}
      >
        {subjects.map(({ name }, index) => (
          <option key={name} value={index}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

/**
 * Another occurrence of the same text. There may be a thousand, so they are not rendered again while the user types.
 */
const OccurrenceField = memo(function OccurrenceField({
  text,
  target,
  ticked,
  onTick,
}: {
  text: VersionText;
  target: RangeTarget;
  ticked: boolean;
  onTick: (target: Target) => void;
}): ReactNode {
  return (
    <label className="check small">
      <input type="checkbox" checked={ticked} onChange={() => onTick(target)} />
      <span>
        <Hit text={text} target={target} />
      </span>
    </label>
  );
});

/** An occurrence with the text around it. */
function Hit({ text, target }: { text: VersionText; target: RangeTarget }): ReactNode {
  const { prefix, exact, suffix } = target.quote;
  return (
    <>
      <bdi className="places-citation">{clauseById(text, target.start.clause)?.citation}</bdi>{" "}
      <span lang={text.language} dir="auto">
        …{prefix.slice(-20)}
        <mark>{exact}</mark>
        {suffix.slice(0, 20)}…
      </span>
    </>
  );
}

/**
 * Returns the targets on offer for a location: the selected text, its clause, the section under it and the whole
 * document.
 */
function subjectChoices(text: VersionText, initialTarget: Target): { name: string; target: Target }[] {
  const id = clauseOfTarget(initialTarget);
  const clause = id === undefined ? undefined : clauseById(text, id);
  if (!clause) return [];
  const first = clauseIndex(text, clause.id) ?? 0;
  const opens = sectionEnd(text.clauses, first) > first + 1;
  // An option element cannot contain elements, so text of the other direction is isolated with control characters.
  const citation = directionOf(text.language) === "rtl" ? isolate(clause.citation) : clause.citation;
  return [
    ...(initialTarget.kind === "range" ? [{ name: messages.selectedTextOption, target: initialTarget }] : []),
    { name: formatMessage(messages.allOfClause, { citation }), target: { kind: "clause", clause: clause.id } as const },
    ...(opens
      ? [
          {
            name: formatMessage(messages.clauseAndBelow, { citation }),
            target: { kind: "section", clause: clause.id } as const,
          },
        ]
      : []),
    { name: messages.wholeDocument, target: { kind: "document" } as const },
  ];
}

function isSame(a: Target, b: Target): boolean {
  return keyOf(a) === keyOf(b);
}

function keyOf(target: Target): string {
  switch (target.kind) {
    case "document":
      return "document";
    case "range":
      return `${target.start.clause} ${target.start.offset} ${target.end.clause} ${target.end.offset}`;
    case "clause":
    case "section":
      return `${target.kind} ${target.clause}`;
  }
}

/** Lists the targets selected one by one, each with a button to remove it. A further clause can be added by name. */
function SelectedTargets({
  targets,
  text,
  onLeaveOut,
  onAdd,
}: {
  /** The first is the target the form started with. If it is the only one, nothing is listed. */
  targets: readonly Target[];
  text: VersionText;
  onLeaveOut: (target: Target) => void;
  /** Omitted if clauses cannot be added by name. */
  onAdd?: ((target: Target) => void) | undefined;
}): ReactNode {
  const [picking, setPicking] = useState(false);
  const wholeClauses = new Set(
    targets.flatMap((target) => (target.kind === "clause" ? [clauseOfTarget(target) ?? ""] : [])),
  );
  return (
    <>
      {targets.length > 1 && (
        <ul className="places-also" aria-label={messages.locationList}>
          {targets.map((target, index) => (
            <li key={index}>
              <span>
                <bdi>{citationOfTarget(text, target)}</bdi>
                {quoteOfTarget(target) !== null && (
                  <>
                    : <q dir="auto">{quoteOfTarget(target)}</q>
                  </>
                )}
              </span>
              <button
                type="button"
                className="icon-button"
                aria-label={formatMessage(messages.removeLocation, { location: citationOfTarget(text, target) })}
                onClick={() => onLeaveOut(target)}
              >
                <X size={14} aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      )}
      {onAdd && picking && (
        <ClausePicker
          label={messages.alsoAbout}
          text={text}
          value={null}
          without={wholeClauses}
          onChoose={(clause) => {
            setPicking(false);
            onAdd({ kind: "clause", clause });
          }}
        />
      )}
      {onAdd && !picking && (
        <button type="button" className="button button-quiet places-another" onClick={() => setPicking(true)}>
          <Plus size={14} aria-hidden /> {messages.addLocation}
        </button>
      )}
    </>
  );
}
