import { useQuery } from "@tanstack/react-query";
import { Check, MapPin, MousePointerClick } from "lucide-react";
import { type ReactNode, useState } from "react";
import { annotationText, quotedText } from "#core/discuss/annotation-text.ts";
import type { Target } from "#core/discuss/target.ts";
import { readingRoom as messages } from "#core/messages/catalogues.ts";
import type { VersionText } from "#core/text/clause.ts";
import { citationOfTarget, quoteOfTarget } from "../../annotations/target.ts";
import { versionQuery } from "../../api/queries.ts";
import { keepFocus } from "../../components/focus.ts";
import { sourceName } from "../../components/format.tsx";
import { inInterface, formatMessage, richMessage, word } from "../../page-parts/messages.ts";
import { CandidateLinks } from "./CandidateLinks.tsx";
import { type PlaceSlot, placesOf, type MultiPlaceSettlement } from "./place-slots.ts";
import type { Placing } from "./use-placing.ts";
import "./placing.css";
import "../../components/check.css";

/**
 * A bar over the text while the user places an annotation. It shows the annotation's text, its candidate places and the
 * current selection.
 */
export function PlacingBar({ placing, text }: { placing: Placing; text: VersionText }): ReactNode {
  const [busy, setBusy] = useState(false);
  const [reason, setReason] = useState("");
  const { placed, target, candidates, several, onCandidate, place, settleAll, leave } = placing;
  const { annotation } = placed;
  const source = sourceName(annotation.speaker);
  const quote = quotedText(annotation);
  const placeCount = several ? placesOf(several.slots).targets.length : 0;
  const wait = (act: Promise<void>): void => {
    setBusy(true);
    void act.finally(() => setBusy(false));
  };
  const location = target && (quoteOfTarget(target) ?? citationOfTarget(text, target));
  return (
    <section className="placing screen-only stack" aria-label={messages.placingBar} {...inInterface()}>
      <div className="placing-about">
        <h2>{several ? messages.reviewLocationsTitle : messages.chooseLocationTitle}</h2>
        <p className="clamped">
          {quote === ""
            ? bold([source])
            : richMessage(messages.sourceOnQuote, { source, quote, b: bold, q: (parts) => <q dir="auto">{parts}</q> })}
          : <bdi>{annotationText(annotation)}</bdi>
        </p>
      </div>
      {several && <PlaceSlots several={several} madeOn={placed.madeOn} text={text} />}
      {candidates.length > 0 && (
        <CandidateLinks candidates={candidates} onChoose={(_clause, candidate) => onCandidate(candidate)} />
      )}
      <div className="placing-acts row">
        <button
          type="button"
          className={several ? "button" : "button button-primary"}
          disabled={target === null || busy}
          onMouseDown={keepFocus}
          onClick={() => wait(place())}
        >
          <MapPin size={16} aria-hidden />
          <span>{location === null ? messages.selectTextFirst : placeLabel(several, location)}</span>
        </button>
        {several && placeCount === 0 && (
          <label className="field placing-reason">
            <span className="field-label">{messages.unplacedReason}</span>
            <input className="input" value={reason} onChange={({ target: { value } }) => setReason(value)} />
          </label>
        )}
        {several && (
          <button
            type="button"
            className="button button-primary"
            disabled={busy || (placeCount === 0 && reason.trim() === "")}
            onClick={() => wait(settleAll(placeCount === 0 ? reason.trim() : ""))}
          >
            <Check size={16} aria-hidden />{" "}
            {placeCount === 0
              ? messages.leaveAllUnplaced
              : formatMessage(messages.saveLocations, { count: placeCount })}
          </button>
        )}
        <button type="button" className="button button-quiet" onClick={leave}>
          {messages.cancel} <kbd>{messages.escapeKey}</kbd>
        </button>
      </div>
    </section>
  );
}

function bold(parts: ReactNode[]): ReactNode {
  return <strong>{parts}</strong>;
}

function placeLabel(several: MultiPlaceSettlement | null, location: string): string {
  if (!several) return formatMessage(messages.placeAt, { location });
  return several.current === null
    ? formatMessage(messages.addLocationAt, { location })
    : formatMessage(messages.placeThisAt, { location });
}

/**
 * Lists the places of an annotation with several targets. Each can be kept, left unplaced or assigned to other text.
 */
function PlaceSlots({
  several: { slots, current, onCurrent, onKept },
  madeOn,
  text,
}: {
  several: MultiPlaceSettlement;
  /** Address of the draft on which it was made. */
  madeOn: string;
  text: VersionText;
}): ReactNode {
  const home = useQuery(versionQuery(madeOn)).data?.text;
  return (
    <ul className="place-slots" aria-label={messages.locationList}>
      {slots.map((slot, index) => (
        <li key={index} aria-current={index === current}>
          <label className="check small">
            <input
              type="checkbox"
              checked={slot.places.length > 0}
              disabled={slot.places.length === 0 && slot.offered.length === 0}
              onChange={({ target }) => onKept(index, target.checked)}
            />
            <span>
              <SlotText slot={slot} text={text} home={home} />
            </span>
          </label>
          <button
            type="button"
            className="icon-button"
            aria-label={formatMessage(messages.chooseTextFor, { location: nameOf(slot, text, home) })}
            aria-pressed={index === current}
            onClick={() => onCurrent(index === current ? null : index)}
          >
            <MousePointerClick size={16} aria-hidden />
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Shows one target's original location, its outcome and its new location. */
function SlotText({
  slot,
  text,
  home,
}: {
  slot: PlaceSlot;
  text: VersionText;
  home: VersionText | undefined;
}): ReactNode {
  const { hit, places } = slot;
  return (
    <>
      <bdi className="placing-citation">{nameOf(slot, text, home)}</bdi>
      {hit && <>: {word(`hit-${hit.outcome}`)}</>}
      {places.map((place, index) => (
        <span key={index}>
          {hit && <>; {richMessage(messages.nowAt, { location: <bdi>{citationOfTarget(text, place)}</bdi> })}</>}{" "}
          <q dir="auto">{quoteOfTarget(place) ?? messages.fullText}</q>
        </span>
      ))}
      {places.length === 0 && hit && quoteOfTarget(hit.target) !== null && (
        <>
          {" "}
          <q dir="auto" className="quiet">
            {quoteOfTarget(hit.target)}
          </q>
        </>
      )}
    </>
  );
}

function nameOf({ hit, offered: [besides] }: PlaceSlot, text: VersionText, home: VersionText | undefined): string {
  const cite = (version: VersionText | undefined, target: Target | undefined): string =>
    version && target ? citationOfTarget(version, target) : "";
  return hit ? cite(home, hit.target) : cite(text, besides);
}
