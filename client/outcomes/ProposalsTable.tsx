import type { ReactNode } from "react";
import { Link } from "wouter";
import { quotedText } from "#core/discuss/annotation-text.ts";
import { readingPath } from "#core/contract/pages.ts";
import type { UptakeTable } from "#core/contract/uptake-operations.ts";
import * as messages from "#core/messages/outcomes-page.en.ts";
import { SpeakerLine } from "../components/SpeakerLine.tsx";
import { formatMessage, word } from "../page-parts/messages.ts";
import { ProposedChange } from "../annotations/ProposedChange.tsx";
import { ExtentMark } from "./ExtentMark.tsx";
import "../annotations/thread.css";

/** A table of proposals by drafts, with the extent of each uptake and a link to the words in the draft. */
export function ProposalsTable({ versions, proposals }: Pick<UptakeTable, "versions" | "proposals">): ReactNode {
  const title = word("uptake-by-proposal");
  return (
    <div className="uptake-frame" role="region" aria-label={title} tabIndex={0}>
      <table className="uptake-table">
        <thead>
          <tr>
            <th scope="col">{messages.proposalColumn}</th>
            {versions.map(({ id, label }) => (
              <th key={id} scope="col">
                <bdi>{label}</bdi>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {proposals.map(({ annotation, uptakes }) => {
            const home = versions.find(({ id }) => id === annotation.versionId);
            const madeOn = home?.address ?? annotation.versionId;
            return (
              <tr key={annotation.id}>
                <th scope="row">
                  <Link href={`${readingPath(madeOn)}?note=${annotation.id}`}>
                    <SpeakerLine speaker={annotation.speaker} />
                    <span className="visually-hidden">
                      , {formatMessage(messages.proposalQuote, { text: quotedText(annotation) })}
                    </span>
                  </Link>
                  <ProposedChange placed={{ annotation, madeOn }} short />
                </th>
                {versions.map((version) => {
                  const found = uptakes.find(({ versionId }) => versionId === version.id);
                  if (!found)
                    return (
                      <td key={version.id} className="quiet">
                        {version.id === annotation.versionId && word("ledger-made-here")}
                      </td>
                    );
                  const { extent, computed, correction } = found;
                  const [first] = computed.words;
                  return (
                    <td key={version.id}>
                      <ExtentMark extent={extent} corrected={Boolean(correction?.current)} />
                      <p className="small quiet">
                        {correction?.current?.reason ?? word(computed.reason.code, computed.reason.params)}{" "}
                        {first && (
                          <Link href={`${readingPath(version.address)}?clause=${encodeURIComponent(first.clause)}`}>
                            {messages.seeText}
                          </Link>
                        )}
                      </p>
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
