import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type CSSProperties, type ReactNode, type RefObject, useEffect, useMemo, useRef, useState } from "react";
import type { AnnotationCounts, PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { findInPage as messages } from "#core/messages/catalogues.ts";
import { keys, readAnnotations } from "../../api/queries.ts";
import {
  filterAnnotations,
  type Filters,
  proposedTexts,
  queryOfFilters,
} from "../../annotations/annotation-filters.ts";
import { sourceName } from "../../components/format.tsx";
import { announce } from "../../components/LiveRegion.tsx";
import { formatMessage } from "../../page-parts/messages.ts";
import type { MarginList } from "../state/use-reading-state.ts";
import { describeStanding } from "../threads/describe-standing.ts";
import { type Thread, threadsByLocation } from "../threads/threads-by-location.ts";
import type { Room } from "./use-room.ts";

/** Other browsers do not search hidden text. */
const canSearchHidden = "onbeforematch" in document;

/**
 * The text of all comments that pass the filters, for the browser's find in page: cards far from the reader, folded ones
 * and replies are not in the page, and a long discussion is only partly loaded. The browser searches this text while it
 * is hidden, and the comment in which it finds something opens.
 */
export function FindInPage({ room }: { room: Room }): ReactNode {
  const { page, requestedAs, annotations, part, address, mounted } = room;
  const { reader } = mounted;
  const [read, setRead] = useState(0);
  const counts = useQueryClient().getQueryData<AnnotationCounts>(keys.annotationCounts(requestedAs));
  const all = useQuery({
    // Not among the other annotations, which are read again after each event.
    queryKey: ["findable", requestedAs],
    queryFn: ({ signal }) => readAnnotations(requestedAs, {}, signal, setRead),
    enabled: part != null && canSearchHidden,
    // A later comment is found only where its card is loaded.
    staleTime: Infinity,
  });
  const found = part == null ? annotations : all.data;
  useEffect(() => {
    if (all.isSuccess) announce(formatMessage(messages.allCanBeFound, { count: all.data.length }));
  }, [all.isSuccess, all.data]);

  const filters = useUnchanged(address.state.filters);
  const texts = useMemo(
    () => (found ? findableTexts(page.text, filterAnnotations(found, filters)) : []),
    [page.text, found, filters],
  );
  const layer = useRef<HTMLDivElement>(null);
  useLayer(layer, texts, {
    topsOf: (points) => {
      const shift = (reader?.top() ?? 0) - (layer.current?.getBoundingClientRect().top ?? 0);
      return reader?.tops(points).map((top) => top + shift) ?? [];
    },
    open: ({ note, list, at }) => {
      if (at) {
        reader?.bringIntoView(at);
        // Again after the browser has scrolled to where the clause was before the text around it was drawn.
        requestAnimationFrame(() => requestAnimationFrame(() => reader?.bringIntoView(at)));
      }
      address.set({ note, list, ...(at && { clause: at.clause }) });
    },
  });
  return (
    <>
      {part != null && canSearchHidden && !all.isSuccess && (
        <p className="quiet small" role="status" style={statusPlace}>
          {all.isError
            ? messages.notAllFound
            : formatMessage(messages.loadingToFind, { read, total: Math.max(read, counts?.total ?? 0) })}
        </p>
      )}
      <div ref={layer} className="find-layer" lang="" style={layerPlace} hidden={room.printing} />
    </>
  );
}

// Not in a style sheet, because the page would link to it before anybody searches.
const statusPlace: CSSProperties = {
  ...{ position: "fixed", insetBlockEnd: 80, insetInlineStart: 16, zIndex: 20, margin: 0, padding: "8px 16px" },
  ...{ background: "var(--paper)", border: "1px solid var(--hairline-strong)", borderRadius: 8 },
};
const layerPlace: CSSProperties = { position: "absolute", insetBlockStart: 0, insetInlineEnd: 0, inlineSize: 1 };

/**
 * Returns the earlier filters as long as they are equal. The address gives others at each of its changes, and the browser
 * would lose its place if the hidden text was made again.
 */
function useUnchanged(filters: Filters): Filters {
  const query = queryOfFilters(filters);
  const [kept, setKept] = useState({ query, filters });
  if (kept.query === query) return kept.filters;
  setKept({ query, filters });
  return filters;
}

/** The text of a comment's card, or of its replies. */
interface FindableText {
  note: string;
  /** Whether the closed card of the comment shows it. */
  isOnCard: boolean;
  text: string;
  list: MarginList;
  /** Null if it is not beside the text. */
  at: Thread | null;
}

function findableTexts(text: Room["page"]["text"], annotations: readonly PlacedAnnotation[]): FindableText[] {
  const { beside, general, orphans } = threadsByLocation(text, annotations);
  const textsOf = (placed: PlacedAnnotation, list: MarginList, at: Thread | null): FindableText[] => {
    const { annotation, replies } = placed;
    const about = { note: annotation.id, list, at };
    const replied = replies.filter(({ standing }) => standing === "open");
    const answers = replied.map((reply) => `${sourceName(reply.speaker)}\n${reply.text}`);
    return [
      { ...about, isOnCard: true, text: cardText(annotation) },
      ...(answers.length > 0 ? [{ ...about, isOnCard: false, text: answers.join("\n") }] : []),
    ];
  };
  return [
    ...beside.flatMap((thread) => textsOf(thread.placed, "text", thread)),
    ...general.flatMap((placed) => textsOf(placed, "general", null)),
    ...orphans.flatMap((placed) => textsOf(placed, "orphans", null)),
  ];
}

function cardText(annotation: PlacedAnnotation["annotation"]): string {
  if (annotation.standing === "erased") return "";
  const source = sourceName(annotation.speaker);
  if (annotation.standing !== "open") return `${source}\n${describeStanding({ ...annotation, editedAt: null })}`;
  return [source, annotation.text, ...proposedTexts(annotation)].filter((part) => part !== "").join("\n");
}

/** A text that was found stays undrawn: its comment opens in its own place. */
const hiddenPlace = { position: "absolute", inlineSize: "1px", maxBlockSize: "1px", overflow: "clip", opacity: "0" };

/** Fills the layer with hidden elements, and keeps those empty that the page shows otherwise. */
function useLayer(
  layer: RefObject<HTMLDivElement | null>,
  texts: readonly FindableText[],
  acts: { topsOf: (points: readonly Thread[]) => readonly number[]; open: (found: FindableText) => void },
): void {
  const latest = useRef(acts);
  useEffect(() => {
    latest.current = acts;
  });
  useEffect(() => {
    const box = layer.current;
    if (!box) return undefined;
    const elements = texts.map(({ text }) => {
      const element = document.createElement("div");
      element.textContent = text;
      element.setAttribute("hidden", "until-found");
      Object.assign(element.style, hiddenPlace);
      return element;
    });
    box.replaceChildren(...elements);

    const byNote = new Map<string, number[]>();
    for (const [index, { note }] of texts.entries()) byNote.set(note, [...(byNote.get(note) ?? []), index]);
    let shown = new Map<string, boolean>();
    /** Index of the text in which the browser found something last. */
    let current = -1;
    const update = (note: string): void => {
      const isOpen = shown.get(note);
      for (const index of byNote.get(note) ?? []) {
        // The browser counts from it.
        if (index === current) continue;
        const isShown = isOpen === true || (isOpen === false && texts[index]?.isOnCard === true);
        elements[index]?.setAttribute("hidden", isShown ? "" : "until-found");
      }
    };
    const look = (): void => {
      const before = shown;
      shown = cardsInPage();
      for (const note of new Set([...before.keys(), ...shown.keys()]))
        if (before.get(note) !== shown.get(note)) update(note);
    };
    look();
    const observer = new MutationObserver(look);
    const cards = box.closest(".room")?.parentElement;
    if (cards) observer.observe(cards, { subtree: true, childList: true, attributeFilter: ["aria-expanded"] });
    const onMatch = ({ target }: Event): void => {
      const before = texts[current];
      current = elements.indexOf(target as HTMLDivElement);
      const found = texts[current];
      if (!found) return;
      if (before) update(before.note);
      latest.current.open(found);
      // The browser scrolls to it next.
      const [top = 0] = latest.current.topsOf(found.at ? [found.at] : []);
      elements[current]?.style.setProperty("inset-block-start", `${String(top)}px`);
    };
    box.addEventListener("beforematch", onMatch);
    return () => {
      observer.disconnect();
      box.removeEventListener("beforematch", onMatch);
    };
  }, [layer, texts]);
}

/** Returns the comments whose cards are in the page, each with whether it is open. */
function cardsInPage(): Map<string, boolean> {
  return new Map(
    [...document.querySelectorAll<HTMLElement>(".margin-item, .plain-item")].map((item) => [
      item.dataset["key"] ?? "",
      item.querySelector(".thread.is-open") !== null,
    ]),
  );
}
