import { type ReactNode, useId, useState } from "react";
import { can } from "#core/access/permissions.ts";
import type { ShownContribution } from "#core/contract/contribution-operations.ts";
import type { Me } from "#core/contract/forum-operations.ts";
import { contributionsPage as messages } from "#core/messages/catalogues.ts";
import { actorOf } from "../api/actor.ts";
import { useOrganisations } from "../api/organisation-queries.ts";
import { lazyComponent } from "../components/lazy-component.tsx";
import { commaText, formatMessage } from "../page-parts/messages.ts";
import type { ContributionWrites } from "./use-contribution-writes.ts";

const NewOrganisation = lazyComponent(async () => (await import("./NewOrganisation.tsx")).NewOrganisation);

type Source = ShownContribution["sources"][number];

/**
 * The sources that the rows of a file name, with their organisations. Those that wait for a person come first. Only who
 * may import for any organisation changes them.
 */
export function RowSources({
  contribution: { sources, held, may },
  me,
  writes,
}: {
  contribution: ShownContribution;
  me: Me;
  writes: ContributionWrites;
}): ReactNode {
  const name = useId();
  if (sources.length === 0) return null;
  const heldCount = held.reduce((sum, one) => sum + one.count, 0);
  const mayChoose = may.edit && can(actorOf(me), "date-contribution");
  const mayAdd = mayChoose && can(actorOf(me), "manage-people");
  const open = sources.filter(({ isHeld }) => isHeld);
  const settled = sources.filter(({ isHeld }) => !isHeld);
  const plain = settled.filter(
    ({ name, by, organisations }) => name !== "" && by !== "exact" && organisations.length === 0,
  );
  const likely = open.filter(({ by, isHeld, organisations }) => isHeld && by === "likely" && organisations.length > 0);
  const list = (some: readonly Source[]): ReactNode => (
    <ul className="recognised-items">
      {some.map((source) => (
        <li key={source.name}>
          <SourceRow source={source} mayChoose={mayChoose} mayAdd={mayAdd} writes={writes} />
        </li>
      ))}
    </ul>
  );
  return (
    <section className={heldCount > 0 ? "recognised is-open" : "recognised"} aria-labelledby={name}>
      <h2 id={name}>
        {messages.sourcesTitle} <span className="quiet">{sources.length}</span>
      </h2>
      <p>
        {heldCount > 0
          ? formatMessage(mayChoose ? messages.heldAbout : messages.heldForOthers, { count: heldCount })
          : messages.sourcesAbout}{" "}
        {plain.length > 0 && formatMessage(messages.plainSources, { count: plain.length })}
      </p>
      {open.length > 0 && list(open)}
      {mayChoose && likely.length > 1 && (
        <button
          type="button"
          className="button"
          onClick={() =>
            void writes.edit({
              sources: likely.map(({ name, organisations }) => ({
                name,
                organisationIds: organisations.map(({ id }) => id),
              })),
            })
          }
        >
          {formatMessage(messages.confirmSources, { count: likely.length })}
        </button>
      )}
      {settled.length > 0 && (
        <details>
          <summary>{formatMessage(messages.settledSources, { count: settled.length })}</summary>
          {list(settled)}
        </details>
      )}
    </section>
  );
}

function SourceRow({
  source: { name, count, organisations, by, isHeld },
  mayChoose,
  mayAdd,
  writes,
}: {
  source: Source;
  mayChoose: boolean;
  /** Whether the reader may make an organisation of it. */
  mayAdd: boolean;
  writes: ContributionWrites;
}): ReactNode {
  const id = useId();
  const known = useOrganisations();
  const [isAdding, setAdding] = useState(false);
  const bodies = commaText(organisations.map(({ name }) => name));
  const title = formatMessage(messages.heldSource, { source: name || messages.noSource, count });
  const choose = (organisationIds: string[]): void => void writes.edit({ sources: [{ name, organisationIds }] });
  // A source that a person kept as a plain name needs no choice; one that waits has none yet.
  const value = organisations.length > 1 ? "several" : (organisations[0]?.id ?? (isHeld ? "open" : "plain"));
  if (!mayChoose) {
    return (
      <>
        <bdi>{title}</bdi>
        {bodies !== "" && by !== "likely" && <span className="quiet"> → {bodies}</span>}
      </>
    );
  }
  return (
    <div className="choice-row">
      <label htmlFor={id} dir="auto">
        {title}
      </label>
      <select
        id={id}
        className="input"
        value={value}
        onChange={({ target }) =>
          target.value === "new" ? setAdding(true) : choose(target.value === "plain" ? [] : [target.value])
        }
      >
        {value === "open" && (
          <option value="open" disabled>
            {messages.chooseBody}
          </option>
        )}
        {value === "several" && (
          <option value="several" disabled>
            {bodies}
          </option>
        )}
        {name !== "" && <option value="plain">{messages.plainName}</option>}
        {mayAdd && name !== "" && <option value="new">{messages.newOrganisation}</option>}
        {known.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </select>
      {isHeld && by === "likely" && organisations.length > 0 && (
        <button
          type="button"
          className="button button-quiet"
          aria-label={formatMessage(messages.confirmSource, { source: name })}
          onClick={() => choose(organisations.map((one) => one.id))}
        >
          {messages.confirmBody}
        </button>
      )}
      {isAdding && <NewOrganisation name={name} onAdded={(id) => choose([id])} onClose={() => setAdding(false)} />}
    </div>
  );
}
