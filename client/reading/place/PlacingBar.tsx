import { Check, MapPin } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Button } from "react-aria-components";
import { quotedText, annotationText } from "#core/discuss/annotation-text.ts";
import type { VersionText } from "#core/text/clause.ts";
import * as messages from "#core/messages/reading-room.en.ts";
import { formatMessage, richMessage } from "../../page-parts/messages.ts";
import { sourceName } from "../../components/source-name.ts";
import { CandidateLinks } from "./CandidateLinks.tsx";
import { placesOf, type SeveralPlaces } from "./place-slots.ts";
import { PlaceSlots } from "./PlaceSlots.tsx";
import { citationOfTarget, quoteOfTarget } from "../../annotations/target.ts";
import type { Placing } from "./use-placing.ts";
import "./placing.css";

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
  const kept = several ? placesOf(several.slots).targets.length : 0;
  const wait = (act: Promise<void>): void => {
    setBusy(true);
    void act.finally(() => setBusy(false));
  };
  const where = target && (quoteOfTarget(target) ?? citationOfTarget(text, target));
  return (
    <section className="placing" aria-label={messages.placingBar} lang="en" dir="ltr">
      <div className="placing-about">
        <h2>{several ? messages.reviewLocationsTitle : messages.chooseLocationTitle}</h2>
        <p className="placing-words">
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
      <div className="placing-acts">
        <Button
          className={several ? "button" : "button button-primary"}
          isDisabled={target === null || busy}
          preventFocusOnPress
          onPress={() => wait(place())}
        >
          <MapPin size={16} aria-hidden />
          <span>{where === null ? messages.selectTextFirst : placeWords(several, where)}</span>
        </Button>
        {several && kept === 0 && (
          <label className="field placing-reason">
            <span className="field-label">{messages.unplacedReason}</span>
            <input className="input" value={reason} onChange={({ target: { value } }) => setReason(value)} />
          </label>
        )}
        {several && (
          <Button
            className="button button-primary"
            isDisabled={busy || (kept === 0 && reason.trim() === "")}
            onPress={() => wait(settleAll(kept === 0 ? reason.trim() : ""))}
          >
            <Check size={16} aria-hidden />{" "}
            {kept === 0 ? messages.leaveAllUnplaced : formatMessage(messages.saveLocations, { count: kept })}
          </Button>
        )}
        <Button className="button button-quiet" onPress={leave}>
          {messages.cancel} <kbd>{messages.escapeKey}</kbd>
        </Button>
      </div>
    </section>
  );
}

function bold(parts: ReactNode[]): ReactNode {
  return <strong>{parts}</strong>;
}

function placeWords(several: SeveralPlaces | null, location: string): string {
  if (!several) return formatMessage(messages.placeAt, { location });
  return several.current === null
    ? formatMessage(messages.addLocationAt, { location })
    : formatMessage(messages.placeThisAt, { location });
}
