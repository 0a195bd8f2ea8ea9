import { type ReactNode, useMemo, useState } from "react";
import { Button, CheckboxButton, CheckboxField, Disclosure, DisclosurePanel, Heading } from "react-aria-components";
import type { importances } from "#core/compare/comparison.ts";
import type { ComparisonPage } from "#core/contract/comparison-operations.ts";
import { interfaceLanguage, comparisonPage as messages } from "#core/messages/catalogues.ts";
import { optionChoiceText } from "#core/phrases/option-choices.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { RepeatedReplacements } from "./RepeatedReplacements.tsx";
import type { ComparedIndex } from "./compared-index.ts";
import type { ComparisonState } from "./comparison-state.ts";
import "./comparison-lists.css";
import { describeChange } from "./use-change-walk.ts";
import "../components/check.css";
import "../links/links.css";

/** The lists above the text: choices between options, the changes by importance, and repeated replacements. */
export function ComparisonLists({
  compared,
  index,
  state,
  onChange,
  onGo,
}: {
  compared: ComparisonPage;
  index: ComparedIndex;
  state: ComparisonState;
  onChange: (next: Partial<ComparisonState>) => void;
  /** Goes to a change in the text. If the text does not mark it, it does from then on. */
  onGo: (key: string) => void;
}): ReactNode {
  const { base, revised, comparison } = compared;
  return (
    <>
      {comparison.choices.length > 0 && (
        <ul className="repeated option-choices" aria-label={messages.optionChoices}>
          {comparison.choices.map((choice) => (
            <li key={choice.options.join(" ")}>
              {optionChoiceText(choice, { base: base.text, revised: revised.text }, interfaceLanguage())}
            </li>
          ))}
        </ul>
      )}
      <ChangesByImportance compared={compared} index={index} state={state} onChange={onChange} onGo={onGo} />
      <RepeatedReplacements
        compared={compared}
        repeated={index.repeated}
        listedOnly={state.repeated === "listed-only"}
        keyOf={(changed) => index.stopOf(changed)?.key}
        onListOnly={(listedOnly) => onChange({ repeated: listedOnly ? "listed-only" : "marked", at: null })}
        onGo={onGo}
      />
    </>
  );
}

const groupNames: Readonly<Record<(typeof importances)[number], string>> = {
  verb: messages.importanceVerb,
  number: messages.importanceNumber,
  negation: messages.importanceNegation,
  bracket: messages.importanceBracket,
  wording: messages.importanceWording,
  format: messages.importanceFormat,
};

/** Fewer changes need no order: they are all in view after a few steps. */
const fewestOrdered = 5;

function ChangesByImportance({
  compared,
  index,
  state,
  onChange,
  onGo,
}: Parameters<typeof ComparisonLists>[0]): ReactNode {
  const groups = useMemo(
    () =>
      compared.importance.flatMap(({ importance, changes }) => {
        const stops = new Set(changes.flatMap((change) => index.stopOf(change) ?? []));
        return stops.size > 0 ? [{ importance, stops: [...stops] }] : [];
      }),
    [compared, index],
  );
  if (groups.reduce((sum, { stops }) => sum + stops.length, 0) < fewestOrdered) return null;
  return (
    <section className="repeated" aria-label={messages.changesByImportance}>
      <Disclosure className="repeated-replacement">
        <Heading level={2}>
          <Button slot="trigger" className="repeated-line bare-button">
            {messages.changesByImportance}
          </Button>
        </Heading>
        <DisclosurePanel>
          {groups.map(({ importance, stops }) => (
            <ImportanceGroup key={importance} name={groupNames[importance]} stops={stops} index={index} onGo={onGo} />
          ))}
        </DisclosurePanel>
      </Disclosure>
      <CheckboxField
        isSelected={state.order === "importance"}
        onChange={(isOrdered) => onChange({ order: isOrdered ? "importance" : "text", at: null })}
      >
        <CheckboxButton className="check">
          <span className="check-box" aria-hidden />
          <span>{messages.stepByImportance}</span>
        </CheckboxButton>
      </CheckboxField>
    </section>
  );
}

/** Changes listed before the rest is asked for. */
const fewListed = 12;

function ImportanceGroup({
  name,
  stops,
  index,
  onGo,
}: {
  name: string;
  stops: ComparedIndex["stops"];
  index: ComparedIndex;
  onGo: (key: string) => void;
}): ReactNode {
  const [isWhole, setWhole] = useState(false);
  const listed = isWhole ? stops : stops.slice(0, fewListed);
  return (
    <>
      <h3>
        {name} <span className="quiet">{stops.length}</span>
      </h3>
      <ul className="important-changes">
        {listed.map((stop) => {
          const side = stop.revised.length > 0 ? "revised" : "base";
          return (
            <li key={stop.key}>
              <Button className="button button-quiet" onPress={() => onGo(stop.key)}>
                <bdi className="quiet">{index.citationAt(side, stop[side][0]?.[0] ?? 0)}</bdi>{" "}
                <bdi lang={index.languages[side]}>{describeChange(stop, index.texts)}</bdi>
              </Button>
            </li>
          );
        })}
      </ul>
      {listed.length < stops.length && (
        <Button className="button button-quiet" onPress={() => setWhole(true)}>
          {formatMessage(messages.moreChanges, { count: stops.length - listed.length })}
        </Button>
      )}
    </>
  );
}
