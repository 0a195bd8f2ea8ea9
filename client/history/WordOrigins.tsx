import { useQuery } from "@tanstack/react-query";
import { Fragment, useState, type ReactNode } from "react";
import type { WordOrigins as Origins } from "#core/contract/history-operations.ts";
import type { VersionText } from "#core/text/clause.ts";
import * as messages from "#core/messages/history-pages.en.ts";
import { originsQuery, versionQuery } from "../api/queries.ts";
import { sayOrigin } from "../word-origins/say-origin.ts";
import { writtenIn } from "../components/language.ts";

/** Shows which draft added each word of a clause, for the words under the pointer or the focus. */
export function WordOrigins({ version, clause }: { version: string; clause: string }): ReactNode {
  const text = useQuery(versionQuery(version)).data?.text;
  const index = text?.clauses.findIndex(({ id }) => id === clause) ?? -1;
  const after = text?.clauses[index - 1]?.id;
  const origins = useQuery({ ...originsQuery(version, after, 1), enabled: index >= 0 }).data;
  const runs = origins?.clauses.find((one) => one.clause === clause)?.runs;
  if (!text || !origins || !runs) return null;
  return <OriginRuns text={text} versions={origins.versions} runs={runs} />;
}

/** The text of a clause. Words added after the oldest version named are underlined. */
export function OriginRuns({
  text: { text, language },
  versions,
  runs,
}: {
  text: VersionText;
  versions: Origins["versions"];
  runs: Origins["clauses"][number]["runs"];
}): ReactNode {
  const [at, setAt] = useState<number | null>(null);
  const run = at === null ? undefined : runs[at];
  // The versions are in reading order.
  const oldest = versions.find(({ id }) => runs.some(({ broughtBy }) => broughtBy === id))?.id;
  return (
    <section className="biography-origins" aria-labelledby="origins">
      <h2 id="origins">{messages.wordOrigins}</h2>
      <p className="draft" {...writtenIn(language)}>
        {runs.map(({ range: [start, end], broughtBy }, index) => (
          <Fragment key={start}>
            {text.slice(runs[index - 1]?.range[1] ?? start, start)}
            <span
              // Focusable, because information shown on hover must also be reachable by keyboard.
              tabIndex={0}
              className={`origin-run ${broughtBy === oldest ? "" : "is-later"}`}
              aria-describedby="origin-told"
              onMouseEnter={() => setAt(index)}
              onFocus={() => setAt(index)}
            >
              {text.slice(start, end)}
            </span>
          </Fragment>
        ))}
      </p>
      <p id="origin-told" className="quiet" aria-live="polite">
        {run ? sayOrigin(run, text.slice(...run.range), versions, "") : messages.wordOriginsHint}
      </p>
    </section>
  );
}
