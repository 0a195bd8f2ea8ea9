import { useQuery } from "@tanstack/react-query";
import { MousePointerClick } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "react-aria-components";
import type { Target } from "#core/discuss/target.ts";
import type { VersionText } from "#core/text/clause.ts";
import * as messages from "#core/messages/reading-room.en.ts";
import { versionQuery } from "../../api/queries.ts";
import { formatMessage, richMessage, word } from "../../page-parts/messages.ts";
import type { PlaceSlot, SeveralPlaces } from "./place-slots.ts";
import { citationOfTarget, quoteOfTarget } from "../../annotations/target.ts";

/**
 * Lists the places of an annotation with several targets. Each can be kept, left unplaced or assigned to other text.
 */
export function PlaceSlots({
  several: { slots, current, onCurrent, onKept },
  madeOn,
  text,
}: {
  several: SeveralPlaces;
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
              <Told slot={slot} text={text} home={home} />
            </span>
          </label>
          <Button
            className="icon-button"
            aria-label={formatMessage(messages.chooseTextFor, { location: nameOf(slot, text, home) })}
            aria-pressed={index === current}
            onPress={() => onCurrent(index === current ? null : index)}
          >
            <MousePointerClick size={16} aria-hidden />
          </Button>
        </li>
      ))}
    </ul>
  );
}

/** Shows one target's original location, its outcome and its new location. */
function Told({ slot, text, home }: { slot: PlaceSlot; text: VersionText; home: VersionText | undefined }): ReactNode {
  const { hit, places } = slot;
  return (
    <>
      <bdi className="places-citation">{nameOf(slot, text, home)}</bdi>
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
