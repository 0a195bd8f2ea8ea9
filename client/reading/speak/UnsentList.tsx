import type { ReactNode } from "react";
import { Button } from "react-aria-components";
import type { VersionText } from "#core/text/clause.ts";
import { headWord } from "../../components/messages.ts";
import { citationOfTarget } from "../../annotations/subject.ts";
import type { Unsent } from "./use-composing.ts";

/** What was typed at an earlier visit and never sent: to go on with, or to throw away. */
export function UnsentList({
  unsent,
  text,
  onResume,
  onDiscard,
}: {
  unsent: readonly Unsent[];
  text: VersionText;
  onResume: (unsent: Unsent) => void;
  onDiscard: (unsent: Unsent) => void;
}): ReactNode {
  if (unsent.length === 0) return null;
  return (
    <ul className="unsent">
      {unsent.map((one) => (
        <li key={one.place}>
          <span>
            {headWord(`kind-${one.written.kind}`)} on{" "}
            <strong>
              <bdi>{citationOfTarget(text, one.written.target)}</bdi>
            </strong>
            , not sent
            {one.written.text.trim() !== "" && (
              <q className="unsent-words" dir="auto">
                {one.written.text.trim()}
              </q>
            )}
          </span>
          <Button className="button button-quiet" onPress={() => onResume(one)}>
            Go on
          </Button>
          <Button className="button button-quiet" onPress={() => onDiscard(one)}>
            Throw away
          </Button>
        </li>
      ))}
    </ul>
  );
}
