import { useMemo, type ReactNode } from "react";
import { Link, useLocation } from "wouter";
import { textParts, type TextPart } from "#core/discuss/mentions.ts";
import { readingPath } from "#core/contract/pages.ts";
import type { Library } from "#core/contract/forum-operations.ts";
import { useMentionable } from "./use-mentionable.ts";
import "./mentions.css";
import { commaText } from "../page-parts/messages.ts";

/**
 * The text of a comment or reply, with links to its locations and web addresses. Mentions are only highlighted, and so
 * are tags outside the reading room.
 */
export function MentionText({ children: text }: { children: string }): ReactNode {
  const known = useMentionable(text);
  const [path] = useLocation();
  const parts = useMemo(() => textParts(text, known), [text, known]);
  return parts.map((part, index) => <Part key={index} part={part} documents={known.works} path={path} />);
}

function Part({ part, documents, path }: { part: TextPart; documents: Library["documents"]; path: string }): ReactNode {
  switch (part.kind) {
    case "words":
      return part.text;
    case "mention":
      return <span className="mention">{part.text}</span>;
    case "tag":
      // In a reading room, a tag filters the comments.
      return path.startsWith(readingPath("")) ? (
        <Link href={`${path}?text=${encodeURIComponent(part.text)}`}>{part.text}</Link>
      ) : (
        <span className="mention">{part.text}</span>
      );
    case "place": {
      const { version, clause } = part;
      return (
        <Link href={`${readingPath(version)}${clause === null ? "" : `?clause=${clause}`}`} title={part.text}>
          {locationName(part, documents)}
        </Link>
      );
    }
    case "link":
      return (
        <a href={part.url} rel="noopener nofollow ugc">
          {part.text}
        </a>
      );
  }
}

/**
 * "Opinion 5, Third draft (6 February 2013), recalling b": the clause is shown by its id, because its text may not be
 * loaded.
 */
function locationName(
  { version, clause, text: text }: Extract<TextPart, { kind: "place" }>,
  documents: Library["documents"],
): string {
  const work = documents.find(({ versions }) => versions.some(({ address }) => address === version));
  const listed = work?.versions.find(({ address }) => address === version);
  if (!work || !listed) return text;
  return commaText([work.shortTitle, listed.label, ...(clause === null ? [] : [clause.replaceAll("-", " ")])]);
}
