import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useMemo } from "react";
import { Link, useLocation } from "wouter";
import type { Library } from "#core/contract/forum-operations.ts";
import { readingPath } from "#core/contract/pages.ts";
import { type Known, type TextPart, textParts } from "#core/discuss/mentions.ts";
import { keys, documentsQuery, meQuery } from "../api/queries.ts";
import { commaText } from "../page-parts/messages.ts";
import "./mentions.css";

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

/**
 * Returns the people and documents to which a text refers, as far as the reader may know them. The public does not see
 * who takes part.
 */
function useMentionable(text: string): Known & { works: Library["documents"] } {
  const signedIn = useQuery(meQuery).data?.participant != null;
  const people = useQuery({
    queryKey: [...keys.participants, "mentioned", text],
    queryFn: async () => (await import("./mentioned-people.ts")).peopleMentionedIn(text),
    enabled: signedIn && text.includes("@"),
    staleTime: Infinity,
  }).data;
  const works = useQuery({
    ...documentsQuery,
    // A text that may name drafts: "opinion-5@2".
    enabled: /[a-z0-9]@[0-9]/u.test(text),
  }).data;
  return useMemo(
    () => ({ people: people ?? [], documents: works?.map(({ id }) => id) ?? [], works: works ?? [] }),
    [people, works],
  );
}
