import { MapPin } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Button } from "react-aria-components";
import { quotedWords, saidWords } from "#core/annotate/said-words.ts";
import type { VersionText } from "#core/text/clause.ts";
import { counted } from "../components/counted.ts";
import { sourceName } from "../components/source-name.ts";
import { CandidateLinks } from "./CandidateLinks.tsx";
import { citationOfTarget, quoteOfTarget } from "./subject.ts";
import type { Placing } from "./use-placing.ts";
import "./placing.css";

/** Over the text while one chooses words for a comment: what it says, where it may belong, what is chosen now. */
export function PlacingBar({ placing, text }: { placing: Placing; text: VersionText }): ReactNode {
  const [busy, setBusy] = useState(false);
  const { placed, target, candidates, onCandidate, place, leave } = placing;
  const { annotation, placement } = placed;
  const quote = quotedWords(annotation);
  const several = annotation.targets.length > 1 && placement.targets.length > 0;
  const where = target && (quoteOfTarget(target) ?? citationOfTarget(text, target));
  return (
    <section className="placing" aria-label="Choosing a place" lang="en" dir="ltr">
      <div className="placing-about">
        <h2>Choose the words this is about</h2>
        <p className="placing-words">
          <strong>{sourceName(annotation.speaker)}</strong>
          {quote !== "" && (
            <>
              {" "}
              on <q dir="auto">{quote}</q>
            </>
          )}
          : <bdi>{saidWords(annotation)}</bdi>
        </p>
        {several && (
          <p className="quiet small">
            {counted(placement.targets.length, "place")} of it {placement.targets.length === 1 ? "stands" : "stand"};
            the words you choose join {placement.targets.length === 1 ? "it" : "them"}.
          </p>
        )}
      </div>
      {candidates.length > 0 && (
        <CandidateLinks candidates={candidates} onChoose={(_clause, candidate) => onCandidate(candidate)} />
      )}
      <div className="placing-acts">
        <Button
          className="button button-primary"
          isDisabled={target === null || busy}
          preventFocusOnPress
          onPress={() => {
            setBusy(true);
            void place().finally(() => setBusy(false));
          }}
        >
          <MapPin size={16} aria-hidden />
          <span>{where === null ? "Select words first" : <>Place it on “{where}”</>}</span>
        </Button>
        <Button className="button button-quiet" onPress={leave}>
          Leave it <kbd>Esc</kbd>
        </Button>
      </div>
    </section>
  );
}
