import { ArrowRight } from "lucide-react";
import { useMemo, type ReactNode } from "react";
import { Button, CheckboxButton, CheckboxField, Disclosure, DisclosurePanel, Heading } from "react-aria-components";
import type { RepeatedReplacement } from "#core/compare/comparison.ts";
import type { ComparisonPage } from "#core/contract/comparison-operations.ts";
import { clauseAt } from "#core/text/clause.ts";
import { comparisonPage as messages } from "#core/messages/catalogues.ts";
import { richMessage } from "../page-parts/messages.ts";
import "../components/check.css";
import "../links/links.css";

/**
 * Replacements that occur again and again, one line each, which expands to list the occurrences. A checkbox sets
 * whether the text marks them too.
 */
export function RepeatedReplacements({
  compared,
  repeated,
  listedOnly,
  keyOf,
  onListOnly,
  onGo,
}: {
  compared: ComparisonPage;
  repeated: readonly RepeatedReplacement[];
  /** Whether they are marked only in this list and not in the text. */
  listedOnly: boolean;
  /** Returns the key of a change in the redline, given its index in the comparison. */
  keyOf: (change: number) => string | undefined;
  onListOnly: (listedOnly: boolean) => void;
  /** Goes to an occurrence in the text. If the text does not mark these replacements, it does from then on. */
  onGo: (key: string) => void;
}): ReactNode {
  if (repeated.length === 0) return null;
  return (
    <section className="repeated" aria-label={messages.repeatedReplacements}>
      {repeated.map((replacement) => (
        <Replacement
          key={`${replacement.base} ${replacement.revised}`}
          replacement={replacement}
          compared={compared}
          keyOf={keyOf}
          onGo={onGo}
        />
      ))}
      <CheckboxField isSelected={listedOnly} onChange={onListOnly}>
        <CheckboxButton className="check">
          <span className="check-box" aria-hidden />
          <span>{messages.showReplacementsHereOnly}</span>
        </CheckboxButton>
      </CheckboxField>
    </section>
  );
}

function Replacement({
  replacement: { base: from, revised: to, changes },
  compared: { base, revised, comparison },
  keyOf,
  onGo,
}: {
  replacement: RepeatedReplacement;
  compared: ComparisonPage;
  keyOf: (change: number) => string | undefined;
  onGo: (key: string) => void;
}): ReactNode {
  const occurrences = useMemo(
    () =>
      changes.map((index) => {
        const offset = comparison.changes[index]?.revised[0] ?? 0;
        return { index, citation: clauseAt(revised.text.clauses, offset)?.citation ?? "" };
      }),
    [changes, comparison, revised],
  );
  return (
    <Disclosure className="repeated-replacement">
      <Heading level={2}>
        <Button slot="trigger" className="repeated-line bare-button">
          {richMessage(messages.repeatedReplacement, {
            deleted: <del lang={base.text.language}>{from}</del>,
            arrow: <ArrowRight size={14} aria-hidden />,
            hidden: (parts) => <span className="visually-hidden">{parts}</span>,
            added: <ins lang={revised.text.language}>{to}</ins>,
            count: changes.length,
          })}
        </Button>
      </Heading>
      <DisclosurePanel>
        <ul className="repeated-places">
          {occurrences.map(({ index, citation }, position) => {
            const key = keyOf(index);
            return (
              <li key={position}>
                {key === undefined ? (
                  <bdi className="quiet">{citation}</bdi>
                ) : (
                  <Button className="button button-quiet" onPress={() => onGo(key)}>
                    <bdi>{citation}</bdi>
                  </Button>
                )}
              </li>
            );
          })}
        </ul>
      </DisclosurePanel>
    </Disclosure>
  );
}
