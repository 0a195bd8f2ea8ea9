import type { ReactNode } from "react";
import type { Biography, BiographyEntry } from "#core/contract/lineage-operations.ts";
import type { Me } from "#core/contract/forum-operations.ts";
import { sayDate } from "#core/messages/dates.ts";
import { directionOf } from "#core/text/language.ts";
import { readingPath } from "#core/contract/pages.ts";
import { BiographyComments } from "./BiographyComments.tsx";
import { SiteHeader } from "./SiteHeader.tsx";

/** A clause in every draft, oldest first, each wording set against the one before, with what was said on it there. */
export function BiographyPage({
  biography,
  proposed,
  forum,
  me,
}: {
  biography: Biography;
  /** What each proposal asks for, in words, by its id. */
  proposed: ReadonlyMap<string, readonly string[]>;
  forum: string;
  me: Me;
}): ReactNode {
  const { version, clause, entries } = biography;
  const here = entries.find((entry) => entry.version.id === version);
  const citation = here?.clauses.find(({ id }) => id === clause)?.citation ?? clause;
  return (
    <>
      <SiteHeader forum={forum} trail={[<span aria-current="page">Biography</span>]} me={me} />
      <main className="page biography" id="main">
        <h1 className="page-title">
          {here?.version.document}: <bdi>{citation}</bdi>
        </h1>
        <ol>
          {entries.map((entry) => (
            <Draft key={entry.version.id} entry={entry} proposed={proposed} />
          ))}
        </ol>
      </main>
    </>
  );
}

function Draft({
  entry: { version, clauses, rows, annotations },
  proposed,
}: {
  entry: BiographyEntry;
  proposed: ReadonlyMap<string, readonly string[]>;
}): ReactNode {
  const { address, document, label, date, language } = version;
  return (
    <li className="biography-draft">
      <div className="biography-text">
        <h2>
          <a href={readingPath(address)}>
            {document}: <bdi lang={language}>{label}</bdi>
          </a>{" "}
          {!label.includes(date.slice(0, 4)) && <time dateTime={date}>{sayDate(date, "en")}</time>}
        </h2>
        <p className="biography-step">
          <bdi>{clauses.map(({ citation }) => citation).join(", ")}</bdi>
        </p>
        <div className="draft biography-words" lang={language} dir={directionOf(language)}>
          {rows.map((row, index) => (
            <p key={index} className="biography-row">
              {row.segments.map(({ kind, text }, place) => {
                if (kind === "kept") return text;
                const Element = kind === "deleted" || kind === "moved-away" ? "del" : "ins";
                return <Element key={place}>{text}</Element>;
              })}
            </p>
          ))}
        </div>
      </div>
      {annotations.length > 0 && <BiographyComments annotations={annotations} address={address} proposed={proposed} />}
    </li>
  );
}
