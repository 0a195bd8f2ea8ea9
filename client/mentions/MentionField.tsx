import { keepPreviousData, type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import {
  useCallback,
  type ComponentProps,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { ReadVersion } from "../api/queries.ts";
import { type TextPart, textParts } from "#core/discuss/mentions.ts";
import { annotationParts as messages } from "#core/messages/catalogues.ts";
import { keys, documentsQuery, meQuery } from "../api/queries.ts";
import { announce } from "../components/LiveRegion.tsx";
import { lazyComponent } from "../components/lazy-component.tsx";
import { plainText } from "../components/plain-text.ts";
import { formatMessage, headWord } from "../page-parts/messages.ts";
import "./mentions.css";

const SuggestionList = lazyComponent(async () => (await import("../components/SuggestionList.tsx")).SuggestionList);

/**
 * A field for the text of a comment or reply. Typing @, # or [[ opens a list of people, tags or locations below it.
 * Arrow keys move through the list, Enter inserts an item, Escape closes the list.
 */
export function MentionField({
  label,
  value,
  onText,
  ...rest
}: { label: string; value: string; onText: (text: string) => void } & Omit<
  ComponentProps<"textarea">,
  "value" | "onChange" | "onSelect" | "onKeyDown" | "onBlur"
>): ReactNode {
  const ownRef = useRef<HTMLTextAreaElement>(null);
  const [trigger, setTrigger] = useState<Trigger | null>(null);
  const [at, setAt] = useState(0);
  const caretWanted = useRef<number | null>(null);
  const [field, list] = [useId(), useId()];
  const sources = useMentionSources(trigger);
  const offered = useMemo(() => (trigger ? suggest(trigger, sources) : []), [trigger, sources]);
  const currentAt = Math.min(at, offered.length - 1);
  const current = offered[currentAt];

  useLayoutEffect(() => {
    if (caretWanted.current === null) return;
    ownRef.current?.setSelectionRange(caretWanted.current, caretWanted.current);
    caretWanted.current = null;
  }, [value]);

  useEffect(() => {
    if (offered.length > 0) announce(formatMessage(messages.suggestionCount, { count: offered.length }));
  }, [offered.length]);

  const look = (text: string, caret: number): void => {
    const next = triggerAt(text, caret);
    if (next?.typed !== trigger?.typed || next?.sign !== trigger?.sign) setAt(0);
    setTrigger(next);
  };
  const insertSuggestion = (suggestion: Suggestion): void => {
    if (!trigger) return;
    const { text, caret } = choose(value, trigger, suggestion);
    caretWanted.current = caret;
    setTrigger(null);
    onText(text);
    ownRef.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!current || event.ctrlKey || event.metaKey) return;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) setAt((currentAt + step + offered.length) % offered.length);
    else if (event.key === "Enter" || event.key === "Tab") insertSuggestion(current);
    else if (event.key === "Escape") setTrigger(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const { ref } = rest;
  const setElement = useCallback(
    (element: HTMLTextAreaElement | null) => {
      ownRef.current = element;
      if (typeof ref === "function") ref(element);
      else if (ref) ref.current = element;
    },
    [ref],
  );
  return (
    <div className="field mention-field">
      <label htmlFor={field}>{label}</label>
      <textarea
        {...rest}
        id={field}
        ref={setElement}
        dir="auto"
        value={value}
        aria-autocomplete="list"
        aria-controls={current ? list : undefined}
        aria-activedescendant={current ? `${list}-${String(currentAt)}` : undefined}
        onChange={({ target }) => {
          onText(target.value);
          look(target.value, target.selectionStart);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setTrigger(null)}
      />
      {current && (
        <SuggestionList
          id={list}
          offered={offered}
          current={current.key}
          onChoose={(key) => offered.filter((suggestion) => suggestion.key === key).forEach(insertSuggestion)}
        />
      )}
    </div>
  );
}

/**
 * Returns the suggestions while writing: people of the forum, tags used before, and locations. Locations are the drafts
 * of all documents and the clauses of the versions in the cache. They are computed only while the list is open.
 */
function useMentionSources(trigger: Trigger | null): Sources {
  const client = useQueryClient();
  const signedIn = useQuery(meQuery).data?.participant != null;
  const all = useQuery({ ...documentsQuery, enabled: trigger !== null && trigger.sign !== "@" }).data;
  const open = trigger !== null;
  const search = trigger?.sign === "@" ? trigger.typed : null;
  const people = useQuery({
    queryKey: [...keys.participants, "found", search],
    queryFn: async ({ signal }) => (await import("../api/participant-queries.ts")).findPeople(search ?? "", signal),
    placeholderData: keepPreviousData,
    enabled: signedIn && search !== null,
  }).data?.items;
  return useMemo(() => {
    if (!open) return { "@": [], "#": [], "[[": [] };
    const works = all ?? [];
    const documents = works.map(({ id }) => id);
    const pages = client.getQueriesData<ReadVersion>({ queryKey: ["version"] }).flatMap(([, page]) => page ?? []);
    const nameOf = (address: string): string => {
      const work = works.find(({ versions }) => versions.some((listed) => listed.address === address));
      const version = work?.versions.find((listed) => listed.address === address);
      return work && version ? `${work.shortTitle}, ${version.label}` : address;
    };
    const clauses = pages.flatMap(({ version, text }) =>
      text.clauses.map(({ id, citation, start, end }) => ({
        key: `${version.address}#${id}`,
        name: citation,
        about: `${nameOf(version.address)}: ${text.text.slice(start, Math.min(end, start + 60))}`,
        insertion: `${version.address}#${id}`,
      })),
    );
    const versions = works.flatMap(({ versions: drafts }) =>
      drafts.map(({ address }) => ({ key: address, name: nameOf(address), about: "", insertion: address })).reverse(),
    );
    return {
      "@": (people ?? []).map(({ id, name, organisation, role }) => ({
        key: id,
        name,
        about: [organisation, headWord(`role-${role}`)].filter(Boolean).join(" · "),
        insertion: `@${name}`,
      })),
      "#": tagsIn(textsRead(client).flatMap((text) => textParts(text, { people: [], documents }))),
      "[[": [...clauses, ...versions],
    };
  }, [open, client, all, people]);
}

/** Returns the texts of all annotations in the cache, and of their replies. */
export function textsRead(client: QueryClient): string[] {
  return client
    .getQueriesData<PlacedAnnotation[]>({ queryKey: keys.annotationLists })
    .flatMap(([, placed]) => placed ?? [])
    .flatMap(({ annotation, replies }) => [annotation.text, ...replies.map(({ text }) => text)]);
}

/** An unfinished mention, tag or location at the caret: its start, its sign and the text typed so far. */
interface Trigger {
  sign: "@" | "#" | "[[";
  /** Offset at which the sign begins. */
  from: number;
  typed: string;
}

/** A suggestion: how it is shown, and the text it inserts. */
interface Suggestion {
  key: string;
  name: string;
  about: string;
  insertion: string;
}

/** All suggestions, by the sign that opens their list. */
export type Sources = Readonly<Record<Trigger["sign"], readonly Suggestion[]>>;

/** Maximum number of suggestions, few enough to read at a glance. */
const most = 8;
/** A name has only a few words. Beyond this many characters, the user is writing a sentence. */
const longestTyped = 60;

/**
 * Returns the trigger before the caret, if one is being typed. A sign inside a word does not count, and a trigger never
 * spans lines.
 */
export function triggerAt(text: string, caret: number): Trigger | null {
  const line = text.slice(Math.max(0, caret - longestTyped), caret);
  const match = /(?:^|[\s(“])(?<sign>@|#|\[\[)(?<typed>[^\n@#[\]]*)$/u.exec(line);
  const { sign, typed = "" } = match?.groups ?? {};
  if (!match || sign === undefined) return null;
  // A tag is one word, so a space ends it.
  if (sign === "#" && /\s/u.test(typed)) return null;
  return { sign: sign as Trigger["sign"], from: caret - typed.length - sign.length, typed };
}

/**
 * Returns the suggestions that match. Every typed word must begin a word of the suggestion; accents and case are
 * ignored.
 */
export function suggest({ sign, typed }: Trigger, sources: Sources): Suggestion[] {
  const terms = plainText(typed).split(/\s+/u).filter(Boolean);
  return sources[sign]
    .filter(({ name, about }) => {
      const nameWords = plainText(`${name} ${about}`).split(/[\s,.()]+/u);
      return terms.every((term) => nameWords.some((word) => word.startsWith(term)));
    })
    .slice(0, most);
}

/** Returns the text with the suggestion inserted for the typed trigger, and the new caret position. */
export function choose(
  text: string,
  { sign, from, typed }: Trigger,
  { insertion }: Suggestion,
): { text: string; caret: number } {
  const rest = text.slice(from + sign.length + typed.length);
  const written = /^[\s.,;:!?)]/u.test(rest) ? insertion : `${insertion} `;
  return { text: text.slice(0, from) + written + rest, caret: from + written.length };
}

/** Returns the tags among text parts, without duplicates, in alphabetical order. */
export function tagsIn(parts: readonly TextPart[]): Suggestion[] {
  const tags = new Set(parts.flatMap((part) => (part.kind === "tag" ? [part.tag] : [])));
  return [...tags].sort().map((tag) => ({ key: tag, name: tag, about: "", insertion: `#${tag}` }));
}
