import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { readingRoom as messages } from "#core/messages/catalogues.ts";
import { directionOf } from "#core/text/direction.ts";
import { sectionsLaidOut, sectionsOf } from "#core/text/draft-view.ts";
import { draftQuery, type ReadVersion } from "../../api/queries.ts";
import { whenIdle } from "../../components/lazy-component.tsx";
import { announce } from "../../components/LiveRegion.tsx";
import { Skeleton } from "../../components/PageStates.tsx";
import { onceReleased } from "../../components/watched-input.ts";
import { draftNotes } from "../../page-parts/draft-notes.ts";
import { formatMessage } from "../../page-parts/messages.ts";
import { mount, type Reader, type ReaderOptions } from "../../reader/mount.ts";
import "./negotiation.css";

type Callbacks = Pick<ReaderOptions, "onSelect" | "onCurrent" | "onEnter" | "onMark" | "onLayout">;

interface ReaderTextProps
  extends Callbacks, Pick<ReaderOptions, "marks" | "focused" | "current" | "pending" | "proposed" | "printing"> {
  page: ReadVersion;
  /** Accessible name of the text. */
  label: string;
  /** Whether an editor takes the text over, because the reader may propose changes to it. */
  isEdited: boolean;
  /** Called with the mounted reader, and with null once it is unmounted. */
  onReady: (reader: Reader | null) => void;
}

/** The parts of a reading page that the server adds: the text of the version, and what replaces the client's links. */
export const ServerParts = createContext<{ text: string; withoutScripts: ReactNode } | null>(null);

/** The text of a version. The server's page has it already; on other pages it is rendered from the draft. */
export function ReaderText(props: ReaderTextProps): ReactNode {
  const { page } = props;
  const given = useContext(ServerParts);
  const [shown] = useState(() => given?.text ?? shownMarkup(page));
  const rendered = useQuery({ ...markupQuery(page), enabled: shown === null }).data;
  const markup = shown ?? rendered;
  return markup === undefined ? (
    <Skeleton lines={12} />
  ) : (
    <MountedText key={page.version.id} {...props} markup={markup} />
  );
}

let isFirstText = true;

/** Returns no markup if the page shows the text already, because its elements stay; null if it does not. */
function shownMarkup({ version: { id } }: ReadVersion): "" | null {
  const isShown = isFirstText && document.querySelector(`[data-rendered] [data-version="${CSS.escape(id)}"]`) !== null;
  isFirstText = false;
  return isShown ? "" : null;
}

const markupQuery = (page: ReadVersion) =>
  queryOptions({
    queryKey: ["markup", page.version.id],
    queryFn: async ({ client }) => {
      const [{ draftMarkup }, draft] = await Promise.all([
        import("#core/text/draft-markup.ts"),
        loadDraft(client, page),
      ]);
      return [...draftMarkup(draft, draftNotes(page.text, page.negotiation))].join("");
    },
    staleTime: Infinity,
  });

async function loadDraft(client: ReturnType<typeof useQueryClient>, { version }: ReadVersion) {
  const [{ parsedDraft }, json] = await Promise.all([
    import("../../versions/parsed-draft.ts"),
    client.query(draftQuery(version.address)),
  ]);
  return parsedDraft(json);
}

/** A text that is on the page, mounted once. Its overlay follows the properties. */
function MountedText({
  page,
  label,
  isEdited,
  markup,
  marks,
  focused,
  current,
  pending,
  proposed,
  printing,
  onReady,
  ...handlers
}: ReaderTextProps & { markup: string }): ReactNode {
  const { version, text, negotiation } = page;
  const element = useRef<HTMLElement>(null);
  const reader = useRef<Reader | null>(null);
  const latest = useRef({ handlers, drawn: { marks, focused, current, pending, proposed, printing }, onReady });
  useLayoutEffect(() => {
    latest.current = { handlers, drawn: { marks, focused, current, pending, proposed, printing }, onReady };
  });
  const notes = useMemo(() => draftNotes(text, negotiation), [text, negotiation]);

  useLayoutEffect(() => {
    if (!element.current) return undefined;
    const mounted = mount(element.current, {
      text,
      signs: notes.signs,
      ...latest.current.drawn,
      onSelect: (selection) => latest.current.handlers.onSelect(selection),
      onCurrent: (clause) => latest.current.handlers.onCurrent(clause),
      onEnter: (clause) => latest.current.handlers.onEnter(clause),
      onSelectedText: announceSelected,
      onMark: (annotation) => latest.current.handlers.onMark(annotation),
      onLayout: () => latest.current.handlers.onLayout(),
    });
    reader.current = mounted;
    latest.current.onReady(mounted);
    return () => {
      reader.current = null;
      latest.current.onReady(null);
      mounted.destroy();
    };
  }, [text, notes]);

  const client = useQueryClient();
  useEffect(() => {
    const mounted = reader.current;
    if (!isEdited || !mounted) return undefined;
    return onceIdleOrSelecting(async () => {
      const [{ editorSurface }, draft] = await Promise.all([
        import("../../reader/editor-surface.ts"),
        loadDraft(client, page),
      ]);
      // Text that is being selected must stay under the pointer.
      onceReleased(() => mounted.takeOver((element) => editorSurface(element, draft, notes)));
    });
  }, [client, isEdited, page, notes]);

  // Must run before the margin is laid out, because marks can change where lines break.
  useLayoutEffect(() => reader.current?.update({ marks }), [marks]);
  useLayoutEffect(() => reader.current?.update({ printing }), [printing]);
  useLayoutEffect(() => reader.current?.update({ focused, current, pending }), [focused, current, pending]);
  useLayoutEffect(() => reader.current?.update({ proposed }), [proposed]);

  const content = useMemo(() => ({ __html: markup }), [markup]);
  const isLong = useMemo(() => [...sectionsOf(text.clauses, ({ kind }) => kind)].length >= sectionsLaidOut, [text]);
  return (
    <article
      ref={element}
      className={isLong ? "draft is-long" : "draft"}
      lang={version.language}
      dir={directionOf(version.language)}
      aria-label={label}
      data-version={version.id}
      dangerouslySetInnerHTML={content}
    />
  );
}

/**
 * Starts work once, when the browser is idle or text is selected, whichever is first. Returns a function that cancels it.
 * If the work fails, the text stays as it is, and the first form reports it.
 */
function onceIdleOrSelecting(work: () => Promise<void>): () => void {
  let isDone = false;
  const start = (): void => {
    document.removeEventListener("selectionchange", onSelection);
    if (isDone) return;
    isDone = true;
    work().catch(() => undefined);
  };
  const onSelection = (): void => {
    if (document.getSelection()?.isCollapsed === false) start();
  };
  document.addEventListener("selectionchange", onSelection);
  whenIdle(start);
  return () => {
    isDone = true;
    document.removeEventListener("selectionchange", onSelection);
  };
}

/** Announces the text selected with the keyboard; null if there is no more text to select. */
function announceSelected(selected: string | null): void {
  announce(selected === null ? messages.noMoreText : formatMessage(messages.selectedText, { text: selected }));
}
