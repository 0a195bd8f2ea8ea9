import { Plus, X } from "lucide-react";
import { memo, type ReactNode, useCallback, useLayoutEffect, useMemo, useRef, useState } from "react";
import { Button } from "react-aria-components";
import { clauseOfTarget, type RangeTarget, type Target } from "#core/discuss/target.ts";
import { occurrencesOf } from "#core/place/occurrences.ts";
import { clauseById } from "#core/text/clause-index.ts";
import type { VersionText } from "#core/text/clause.ts";
import { directionOf, isolate } from "#core/text/direction.ts";
import * as messages from "#core/messages/composer.en.ts";
import { formatMessage } from "../../page-parts/messages.ts";
import { citationOfTarget, quoteOfTarget } from "../../annotations/target.ts";
import { ClausePicker } from "./ClausePicker.tsx";
import { leaveOutFirst, speakingOf, type Written } from "./written.ts";

/** The longest phrase to search for in the whole text, in characters. */
const longestPhrase = 200;

/**
 * Selects the targets of a comment or proposal: the selected text, its clause or a larger unit, and further locations.
 */
export function PlacesField({
  written,
  text,
  onChange,
}: {
  written: Written;
  text: VersionText;
  onChange: (change: Partial<Written>) => void;
}): ReactNode {
  const { kind, target, also } = written;
  const [begunWith, setBegunWith] = useState(target);
  const phrase = target.kind === "range" ? target.quote.exact : "";
  const others = useMemo(
    () =>
      phrase.length <= longestPhrase && !phrase.includes("\n")
        ? occurrencesOf(text, phrase).filter((place) => !isSame(place, target))
        : [],
    [text, phrase, target],
  );
  const hits = useMemo(() => new Set(others.map(keyOf)), [others]);
  const ticked = useMemo(() => new Set(also.map(keyOf)), [also]);
  const byHand = also.filter((place) => !hits.has(keyOf(place)));
  const listed = byHand.length < also.length;
  const change = (next: readonly Target[]): void => {
    onChange(speakingOf(written, target, next));
  };
  const leaveOut = (place: Target): void => {
    const [next] = byHand;
    if (!isSame(place, target) || !next) {
      change(also.filter((one) => !isSame(one, place)));
      return;
    }
    setBegunWith(next);
    onChange(leaveOutFirst(written, next));
  };
  const tick = useRef<(place: Target) => void>(() => undefined);
  useLayoutEffect(() => {
    tick.current = (place) =>
      change(ticked.has(keyOf(place)) ? also.filter((one) => !isSame(one, place)) : [...also, place]);
  });
  const onTick = useCallback((place: Target) => tick.current(place), []);
  const speaksOf = speakable(text, begunWith);
  return (
    <div className="places">
      {kind === "comment" && speaksOf.length > 1 && (
        <label className="field">
          <span className="field-label">{messages.about}</span>
          <select
            className="input"
            value={speaksOf.findIndex((one) => isSame(one.target, target))}
            onChange={({ target: { value } }) => {
              const chosen = speaksOf[Number(value)]?.target;
              if (chosen) onChange({ target: chosen, also: byHand });
            }}
          >
            {speaksOf.map(({ name }, index) => (
              <option key={name} value={index}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      {others.length > 0 && !listed && (
        <Button className="button button-quiet places-throughout" onPress={() => change([...byHand, ...others])}>
          {formatMessage(messages.addThroughout, { count: others.length })}
        </Button>
      )}
      {listed && (
        <fieldset className="places-hits">
          <legend className="field-label">
            {formatMessage(messages.selectedThroughout, {
              selected: 1 + also.length - byHand.length,
              total: others.length + 1,
            })}
          </legend>
          <p className="small quiet">
            <Hit text={text} place={target as RangeTarget} />
          </p>
          {others.map((place) => (
            <OtherHit key={keyOf(place)} text={text} place={place} ticked={ticked.has(keyOf(place))} onTick={onTick} />
          ))}
          <Button className="button button-quiet" onPress={() => change(byHand)}>
            {messages.keepOnlyMySelection}
          </Button>
        </fieldset>
      )}
      <PlacesByHand
        places={[target, ...byHand]}
        text={text}
        onLeaveOut={leaveOut}
        onAdd={kind === "comment" ? (place) => change([...also, place]) : undefined}
      />
    </div>
  );
}

/**
 * Another occurrence of the same text. There may be a thousand, so they are not rendered again while the user types.
 */
const OtherHit = memo(function OtherHit({
  text,
  place,
  ticked,
  onTick,
}: {
  text: VersionText;
  place: RangeTarget;
  ticked: boolean;
  onTick: (place: Target) => void;
}): ReactNode {
  return (
    <label className="check small">
      <input type="checkbox" checked={ticked} onChange={() => onTick(place)} />
      <span>
        <Hit text={text} place={place} />
      </span>
    </label>
  );
});

/** An occurrence with the text around it. */
function Hit({ text, place }: { text: VersionText; place: RangeTarget }): ReactNode {
  const { prefix, exact, suffix } = place.quote;
  return (
    <>
      <bdi className="places-citation">{clauseById(text, place.start.clause)?.citation}</bdi>{" "}
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
function speakable(text: VersionText, begunWith: Target): { name: string; target: Target }[] {
  const id = clauseOfTarget(begunWith);
  const clause = id === undefined ? undefined : clauseById(text, id);
  if (!clause) return [];
  const opens = clause.kind === "verb" || clause.kind === "heading";
  // An option element cannot contain elements, so text of the other direction is isolated with control characters.
  const citation = directionOf(text.language) === "rtl" ? isolate(clause.citation) : clause.citation;
  return [
    ...(begunWith.kind === "range" ? [{ name: messages.selectedTextOption, target: begunWith }] : []),
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

function isSame(one: Target, other: Target): boolean {
  return keyOf(one) === keyOf(other);
}

function keyOf(target: Target): string {
  switch (target.kind) {
    case "document":
      return "document";
    case "range":
      return `${target.start.clause} ${target.start.offset} ${target.end.clause} ${target.end.offset}`;
    default:
      return `${target.kind} ${target.clause}`;
  }
}

/** Lists the targets selected one by one, each with a button to remove it. A further clause can be added by name. */
function PlacesByHand({
  places,
  text,
  onLeaveOut,
  onAdd,
}: {
  /** The first is the target the form started with. If it is the only one, nothing is listed. */
  places: readonly Target[];
  text: VersionText;
  onLeaveOut: (place: Target) => void;
  /** Omitted if clauses cannot be added by name. */
  onAdd?: ((place: Target) => void) | undefined;
}): ReactNode {
  const [picking, setPicking] = useState(false);
  const whole = new Set(places.flatMap((place) => (place.kind === "clause" ? [clauseOfTarget(place) ?? ""] : [])));
  return (
    <>
      {places.length > 1 && (
        <ul className="places-also" aria-label={messages.locationList}>
          {places.map((place, index) => (
            <li key={index}>
              <span>
                <bdi>{citationOfTarget(text, place)}</bdi>
                {quoteOfTarget(place) !== null && (
                  <>
                    : <q dir="auto">{quoteOfTarget(place)}</q>
                  </>
                )}
              </span>
              <Button
                className="icon-button"
                aria-label={formatMessage(messages.removeLocation, { location: citationOfTarget(text, place) })}
                onPress={() => onLeaveOut(place)}
              >
                <X size={14} aria-hidden />
              </Button>
            </li>
          ))}
        </ul>
      )}
      {onAdd && picking && (
        <ClausePicker
          label={messages.alsoAbout}
          text={text}
          value={null}
          without={whole}
          onChoose={(clause) => {
            setPicking(false);
            onAdd({ kind: "clause", clause });
          }}
        />
      )}
      {onAdd && !picking && (
        <Button className="button button-quiet places-another" onPress={() => setPicking(true)}>
          <Plus size={14} aria-hidden /> {messages.addLocation}
        </Button>
      )}
    </>
  );
}
