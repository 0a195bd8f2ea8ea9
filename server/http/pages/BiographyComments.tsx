import type { ReactNode } from "react";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { readingPath } from "#core/contract/pages.ts";
import type { Params } from "#core/messages/catalogue.ts";
import { sayDate } from "#core/messages/dates.ts";
import { headOf } from "#core/messages/head-of.ts";
import { say } from "#core/messages/messages.ts";
import { saySource } from "#core/messages/say-source.ts";

/** What was said on a clause in one draft, each with its source, what was decided on it, and a way to it. */
export function BiographyComments({
  annotations,
  address,
  proposed,
}: {
  annotations: readonly PlacedAnnotation[];
  /** Of the draft they were made on. */
  address: string;
  /** What each proposal asks for, in words, by its id. */
  proposed: ReadonlyMap<string, readonly string[]>;
}): ReactNode {
  return (
    <ul className="biography-comments">
      {annotations.map(({ annotation, replies, disposition }) => {
        const { id, speaker, standing, text, createdAt, type } = annotation;
        const joint = speaker.jointly.map(({ shortName }) => shortName).join(", ");
        return (
          <li key={id}>
            <p>
              <strong>{standing === "erased" ? head("standing-erased") : saySource(speaker, "en")}</strong>
              {standing !== "erased" && (
                <span className="quiet">
                  {speaker.capacity !== "secretariat" && ` · ${worded(`group-${speaker.group}`)}`}
                  {joint !== "" && `, ${worded("source-jointly", { names: joint })}`}
                </span>
              )}
            </p>
            {standing === "open" &&
              proposed.get(id)?.map((step, index) => (
                <p key={index} dir="auto">
                  {step}
                </p>
              ))}
            {standing === "open" && text !== "" && <p dir="auto">{text}</p>}
            {standing !== "open" && standing !== "erased" && <p className="quiet">{head(`standing-${standing}`)}</p>}
            {disposition?.current && (
              <p>
                <strong>{head(`disposition-${disposition.current.outcome}`)}</strong> {disposition.current.reason}
              </p>
            )}
            <p className="small quiet">
              <a href={`${readingPath(address)}?note=${id}`}>
                {sayDate(createdAt, "en")}, {worded(`type-${type}`)}
              </a>
              {replies.length > 0 && ` · ${worded("export-count-replies", { count: replies.length })}`}
            </p>
          </li>
        );
      })}
    </ul>
  );
}

function worded(code: string, params: Params = {}): string {
  return say({ code, params }, "en");
}

function head(code: string): string {
  return headOf(worded(code), "en");
}
