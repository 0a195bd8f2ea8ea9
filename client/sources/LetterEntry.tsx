import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { Fragment, type ReactNode } from "react";
import { Link } from "wouter";
import type { RedlineFormat } from "#core/compile/export-format.ts";
import type { LetterEntry, Letters } from "#core/contract/letter-operations.ts";
import { readingPath } from "#core/contract/pages.ts";
import { exportDialog, interfaceLanguage, letters as messages } from "#core/messages/catalogues.ts";
import { letterClauseHeading } from "#core/phrases/letter-text.ts";
import { headOf } from "#core/phrases/message-text.ts";
import { outcomeText } from "#core/phrases/outcome-text.ts";
import { locationText } from "../annotations/location-text.ts";
import { ProposedClauses } from "../annotations/ProposedClauses.tsx";
import { call } from "../api/call.ts";
import { forumQuery } from "../api/queries.ts";
import { Moment } from "../components/format.tsx";
import { ProblemNotice } from "../components/PageStates.tsx";
import { ExportProgress } from "../exports/ExportProgress.tsx";
import { saveFile } from "../exports/SaveTable.tsx";
import { useExport } from "../exports/use-export.ts";
import { Header } from "../header/Header.tsx";
import { commaText, formatMessage, headWord, richMessage } from "../page-parts/messages.ts";

/** The header of a page about a draft, with links to its document and to the draft. */
export function DraftHeader({ draft, here }: { draft: Letters["version"] | undefined; here: string }): ReactNode {
  const trail = draft && [
    <Link key="document" href={`/#${draft.documentId}`}>
      {draft.document}
    </Link>,
    <Link key="draft" href={readingPath(draft.address)}>
      {draft.label}
    </Link>,
  ];
  return <Header trail={trail ?? []} here={here} />;
}

const formats = ["docx", "pdf"] as const satisfies readonly RedlineFormat[];

/** Saves a letter, all of them as a zip file, or the public record. */
export function Downloads({
  version,
  layout,
  recipient,
}: {
  version: Letters["version"];
  layout: "letter" | "record";
  recipient?: string;
}): ReactNode {
  const isZip = layout === "letter" && recipient === undefined;
  // The record is passed on, so it names nobody in a forum that hides sources.
  const sources = useQuery(forumQuery).data?.sources;
  const hiding = layout === "record" && sources === "hidden" && { sources };
  const running = useExport(
    (format: RedlineFormat, request) =>
      call("exportVersion", {
        ...request,
        params: { version: version.address },
        query: { format, layout, recipient, ...hiding },
      }),
    (file, format) => {
      const name = [version.address.replace(/[@:]/gu, "-"), isZip ? "letters" : layout];
      saveFile(file, `${name.join(".")}.${isZip ? "zip" : format}`);
    },
  );
  const names = { docx: exportDialog.wordFormat, pdf: exportDialog.pdfFormat };
  return (
    <div className="screen-only">
      <p className="row">
        {formats.map((format) => (
          <button
            key={format}
            type="button"
            className="button button-quiet"
            disabled={running.isPending}
            onClick={() => running.start(format)}
          >
            <Download size={16} aria-hidden />
            {isZip ? formatMessage(messages.saveAll, { format: names[format] }) : names[format]}
          </button>
        ))}
        {running.isPending && (
          <button type="button" className="button button-quiet" onClick={running.stop}>
            {exportDialog.cancel}
          </button>
        )}
      </p>
      {running.isPending && <ExportProgress progress={running.progress} />}
      {running.error && <ProblemNotice error={running.error} />}
    </div>
  );
}

/** The citations of clauses, each in its own direction. */
function Citations({ citations }: { citations: readonly string[] }): ReactNode {
  return (
    <span>
      {citations.map((citation, index) => (
        <Fragment key={citation}>
          {index > 0 && ", "}
          <bdi>{citation}</bdi>
        </Fragment>
      ))}
    </span>
  );
}

/** A comment or proposal with its decision. Its heading is its location, or a name if that is given. */
export function Entry({
  entry,
  version,
  heading: Heading = "h2",
  name,
}: {
  entry: LetterEntry;
  version: Letters["version"];
  heading?: "h2" | "h3";
  name?: ReactNode;
}): ReactNode {
  const { number, id, kind, origin, createdAt, citations, isGeneral, placement, text, proposal, decision } = entry;
  // An id would reveal the source, so a comment without one has none.
  const pathIn = (address: string): string => readingPath(address) + (id === null ? "" : `?note=${id}`);
  const unplaced = isGeneral ? messages.wholeDocument : messages.unplaced;
  const made = { draft: <bdi>{origin.label}</bdi>, date: <Moment at={createdAt} day /> };
  return (
    <li>
      <Heading className="letter-heading">
        {name !== undefined && (
          <>
            {`${String(number)}. `}
            {name}
          </>
        )}
        {name === undefined && (
          <Link href={pathIn(version.address)}>
            {`${String(number)}. `}
            {citations.length > 0 ? <Citations citations={citations} /> : unplaced}
          </Link>
        )}
      </Heading>
      <p className="quiet small">
        {headWord(`kind-${kind}`)} ·{" "}
        <Link href={pathIn(origin.address)}>
          {origin.citations.length > 0
            ? richMessage(messages.madeOn, { ...made, citations: <Citations citations={origin.citations} /> })
            : richMessage(messages.madeOnDraft, made)}
        </Link>
        {!origin.here && (
          <>
            {" · "}
            <bdi>{locationText({ placement, label: version.label })}</bdi>
          </>
        )}
      </p>
      {proposal.length > 0 ? (
        <ProposedClauses clauses={proposal} language={origin.language} />
      ) : (
        origin.quotes.length > 0 && (
          <blockquote className="thread-quote quoted" dir="auto" lang={origin.language}>
            {origin.quotes.join(" … ")}
          </blockquote>
        )
      )}
      {text !== null && text !== "" && (
        <p className="thread-text" dir="auto">
          {text}
        </p>
      )}
      {decision ? <Decided entry={entry} decision={decision} /> : <p>{headWord("decision-undecided")}</p>}
      {entry.outcomeText?.map((clause, index) => (
        <div key={index}>
          <p className="quiet small">{letterClauseHeading(clause, version.label, interfaceLanguage())}</p>
          <ProposedClauses clauses={[clause]} language={version.language} />
        </div>
      ))}
    </li>
  );
}

function Decided({
  entry: { replies },
  decision: { outcome, reason, at, mergedWith, shownIn },
}: {
  entry: LetterEntry;
  decision: NonNullable<LetterEntry["decision"]>;
}): ReactNode {
  const amending = replies.find(({ accepted }) => accepted);
  const names = amending?.source?.organisations.map(({ shortName }) => shortName) ?? [];
  const by = amending && (commaText(names) || (amending.source?.name ?? ""));
  return (
    <div className="decision">
      <strong>{headOf(outcomeText(outcome, by, interfaceLanguage()), interfaceLanguage())}</strong>{" "}
      <span className="quiet small">
        <Moment at={at} day />
      </span>
      {mergedWith && <p>{formatMessage(messages.mergedWith, { number: mergedWith.number })}</p>}
      {reason !== "" && (
        <p className="thread-text" dir="auto">
          {reason}
        </p>
      )}
      {shownIn && (
        <p className="quiet small">
          {richMessage(messages.shownIn, {
            draft: (
              <Link href={readingPath(shownIn.address)}>
                <bdi>{shownIn.label}</bdi>
              </Link>
            ),
          })}
        </p>
      )}
    </div>
  );
}
