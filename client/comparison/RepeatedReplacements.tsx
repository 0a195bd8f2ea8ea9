import { useMemo, type ReactNode } from "react";
import { Button, Disclosure, DisclosurePanel, Heading } from "react-aria-components";
import { repeatedReplacements } from "#core/compare/repeated-replacements.ts";
import type { Redline } from "#core/compare/redline.ts";
import type { ComparisonPage } from "#core/contract/comparison-operations.ts";
import { clauseAt } from "#core/text/clause.ts";
import { counted } from "../components/counted.ts";

/** Replacements made again and again, a line each, which opens into its places. */
export function RepeatedReplacements({
  compared,
  onGo,
}: {
  compared: ComparisonPage;
  /** Goes to a change by its number in the redline. */
  onGo: (change: number) => void;
}): ReactNode {
  const { base, revised, comparison, redline } = compared;
  const repeated = useMemo(
    () => repeatedReplacements(base.text, revised.text, comparison),
    [base, revised, comparison],
  );
  const numbers = useMemo(() => numbersByPlace(redline), [redline]);
  return repeated.map(({ base: from, revised: to, changes }) => (
    <Disclosure key={`${from} ${to}`} className="repeated">
      <Heading level={2}>
        <Button slot="trigger" className="repeated-line">
          <del>{from}</del> <span aria-hidden>→</span>
          <span className="visually-hidden">became</span> <ins>{to}</ins> {counted(changes.length, "time")}
        </Button>
      </Heading>
      <DisclosurePanel>
        <ul className="repeated-places">
          {changes.map((index) => {
            const change = comparison.changes[index];
            const number = change && numbers.get(change.base[0]);
            const citation = change && clauseAt(revised.text.clauses, change.revised[0])?.citation;
            return number === undefined ? null : (
              <li key={index}>
                <Button className="button button-quiet" onPress={() => onGo(number)}>
                  <bdi>{citation}</bdi>
                </Button>
              </li>
            );
          })}
        </ul>
      </DisclosurePanel>
    </Disclosure>
  ));
}

/** A replacement's number in the redline, by where its deleted words begin in the base. */
function numbersByPlace(redline: Redline): ReadonlyMap<number, number> {
  const numbers = new Map<number, number>();
  for (const { segments } of redline) {
    for (const { kind, base, change } of segments) {
      if (kind === "deleted" && base && change !== null) numbers.set(base[0], change);
    }
  }
  return numbers;
}
