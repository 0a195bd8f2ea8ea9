import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useLocation } from "wouter";
import { can } from "#core/access/permissions.ts";
import type { Redline, RedlineRow } from "#core/compare/redline-row.ts";
import type { ComparisonPage } from "#core/contract/comparison-operations.ts";
import type { ListedDocument } from "#core/contract/forum-operations.ts";
import { clauseHistoryPath } from "#core/contract/pages.ts";
import type { AnnotationKind } from "#core/discuss/annotation.ts";
import { comparisonPage as messages } from "#core/messages/catalogues.ts";
import type { Subject } from "../annotations/target.ts";
import { actorOf } from "../api/actor.ts";
import { call } from "../api/call.ts";
import { keys, meQuery } from "../api/queries.ts";
import { lazyComponent } from "../components/lazy-component.tsx";
import { useShortcuts } from "../components/shortcuts.ts";
import { toast } from "../components/toasts.ts";
import { useMedia } from "../components/use-media.ts";
import { clausesOfRow } from "../page-parts/RedlineRow.tsx";
import { formatMessage } from "../page-parts/messages.ts";
import { changeElementId, type RedlineView } from "./RedlineText.tsx";
import type { ComparisonState } from "./compared-index.ts";
import { type CommentNumber, rowComments } from "./row-comments.ts";
import { type AskedSubject, changedTarget, rowAt, selectedWords, type Side } from "./row-selection.ts";

const RowThreads = lazyComponent(async () => (await import("./RowThreads.tsx")).RowThreads);
const ShortcutList = lazyComponent(async () => (await import("../reading/room/ShortcutList.tsx")).ShortcutList);

/** The comments on the clauses of a comparison: their numbers beside the rows, the keys, and those of the open row. */
export function RowComments({
  compared,
  documents,
  rows,
  view,
  state,
  current,
  asked,
  onChange,
}: {
  compared: ComparisonPage;
  documents: readonly ListedDocument[];
  rows: Redline;
  view: RedlineView;
  state: ComparisonState;
  /** The row of the change that has the focus. */
  current: number | null;
  /** The row whose button was pressed last. */
  asked: { row: RedlineRow } | null;
  /** Changes the state in the address. */
  onChange: (change: Partial<ComparisonState>, entry?: { state: unknown }) => void;
}): ReactNode {
  const [, navigate] = useLocation();
  const me = useQuery(meQuery).data;
  const narrow = useMedia("(max-width: 1099px)");
  const [subject, setSubject] = useState<AskedSubject | null>(null);
  const [isFollowing, setFollowing] = useState(false);
  const [showsKeys, setShowsKeys] = useState(false);
  const row = state.row === null ? undefined : rows[state.row];
  const isShown = RowThreads.useLoaded(row !== undefined);
  const numbers = useNumbers(compared, rows, view);
  useEffect(() => {
    rowComments.current = { numbers, open: row };
    for (const listener of rowComments.listeners) listener();
  }, [numbers, row]);
  const keepPlace = useKeptPlace([row, isShown]);

  const open = (index: number, begun: AskedSubject | null): void => {
    keepPlace(index);
    setSubject(begun);
    setFollowing(false);
    if (index !== state.row) {
      const opens = narrow && state.row === null;
      onChange({ row: index, note: null }, ...(opens ? [{ state: { opened: true } }] : []));
    }
  };
  const close = (): void => {
    const index = state.row;
    setSubject(null);
    if (index === null) return;
    keepPlace(index);
    if ((history.state as { opened?: true } | null)?.opened) history.back();
    else onChange({ row: null, note: null });
    if (!narrow) focusRow(index, index === current ? state.at : null);
  };
  /** Returns the side of a row whose draft is open to comments. If neither is, shows the reason and returns null. */
  const sideOf = (index: number): Side | null => {
    if (!me || !can(actorOf(me), "annotate")) {
      toast(messages.signInToComment, { tone: "failed" });
      return null;
    }
    const sides = (["revised", "base"] as const).filter((side) => rows[index]?.[side] != null);
    const side = sides.find((shown) => compared[shown].version.state === "published");
    if (!side)
      toast(formatMessage(messages.closedToComments, { draft: compared[sides[0] ?? "base"].version.label }), {
        tone: "failed",
      });
    return side ?? null;
  };
  const begin = (kind: AnnotationKind, index: number | null): void => {
    const root = document.querySelector(".redline");
    const selected = root && selectedWords(root, compared, rows, view.marked);
    const at = selected?.row ?? index;
    const chosen = at === null ? undefined : rows[at];
    if (at === null || !chosen) {
      toast(messages.goToChange, { tone: "failed" });
      return;
    }
    const side = sideOf(at);
    if (!side) return;
    if (selected && compared[selected.side].version.state === "published") {
      getSelection()?.removeAllRanges();
      open(at, subjectOf(compared, chosen, kind, selected));
      return;
    }
    const target = changedTarget(compared, chosen, side);
    if (target) open(at, subjectOf(compared, chosen, kind, { side, target }));
  };
  const focused = (): number | null => rowAt(document.activeElement) ?? state.row ?? current;
  useShortcuts({
    c: () => begin("comment", focused()),
    e: () => begin("proposal", focused()),
    b: () => {
      const shown = rows[focused() ?? -1];
      const side = shown?.revised == null ? "base" : "revised";
      const clause = shown?.[side];
      if (clause != null) navigate(clauseHistoryPath(compared[side].version.address, clause));
    },
    "?": () => setShowsKeys(true),
    Escape: close,
  });

  const walkedTo = useRef(state.at);
  useLayoutEffect(() => {
    if (walkedTo.current === state.at) return;
    walkedTo.current = state.at;
    if (current === null || state.row === null || state.row === current) return;
    setSubject(null);
    setFollowing(true);
    onChange({ row: current, note: null });
  }, [state.at, state.row, current, onChange]);

  const handled = useRef<typeof asked>(null);
  useEffect(() => {
    if (!asked || handled.current === asked) return;
    handled.current = asked;
    const index = rows.indexOf(asked.row);
    const mayComment = me !== undefined && can(actorOf(me), "annotate");
    const isSelected = getSelection()?.isCollapsed === false;
    if (index === state.row && !isSelected) close();
    else if (mayComment && (isSelected || !numbers.has(asked.row))) begin("comment", index);
    else open(index, null);
  });

  return (
    <>
      {row && isShown && me && (
        <RowThreads
          key={state.row}
          row={row}
          compared={compared}
          documents={documents}
          me={me}
          narrow={narrow}
          note={state.note}
          subject={subject}
          takesFocus={!isFollowing}
          onBegin={(kind) => begin(kind, state.row)}
          onNote={(note) => onChange({ note })}
          onClose={close}
        />
      )}
      {showsKeys && <ShortcutList page="comparison" onClose={() => setShowsKeys(false)} />}
    </>
  );
}

/** Returns what to begin on a row. A comment on changed words is about the change between the two drafts. */
function subjectOf(
  { base, revised }: ComparisonPage,
  row: RedlineRow,
  kind: AnnotationKind,
  { side, target }: { side: Side; target: Subject["target"] },
): AskedSubject {
  const isSame = row.relation === "1:1" && !row.moved && !row.renumbered;
  const isChanged = !isSame || row.segments.some(({ change }) => change !== null);
  const change = { base: base.version.address, revised: revised.version.address };
  if (kind === "proposal" || !isChanged) return { side, subject: { kind, target }, text: "" };
  return base.version.documentId === revised.version.documentId
    ? { side, subject: { kind, target, change }, text: "" }
    : { side, subject: { kind, target }, text: `${change.base} → ${change.revised}: ` };
}

/** Returns the numbers of open comments, by row. */
function useNumbers(
  compared: ComparisonPage,
  rows: Redline,
  { clauses }: Pick<RedlineView, "clauses">,
): ReadonlyMap<RedlineRow, CommentNumber> {
  const base = useOpenByClause(compared.base.version.address);
  const revised = useOpenByClause(compared.revised.version.address);
  return useMemo(() => {
    const numbers = new Map<RedlineRow, CommentNumber>();
    for (const row of rows) {
      const before = base?.get(row.base ?? "") ?? 0;
      const after = revised?.get(row.revised ?? "") ?? 0;
      if (before + after === 0) continue;
      const pair = clausesOfRow(row, clauses);
      const citation = (pair.revised ?? pair.base)?.citation ?? "";
      const isBoth = row.base !== null && row.revised !== null && before > 0 && before !== after;
      const count = row.revised === null ? before : after;
      numbers.set(row, {
        shown: isBoth ? formatMessage(messages.commentsBoth, { before, after }) : String(count),
        label: isBoth
          ? formatMessage(messages.commentsOnBoth, { citation, before, after })
          : formatMessage(messages.commentsOnOne, { citation, count }),
      });
    }
    return numbers;
  }, [rows, clauses, base, revised]);
}

function useOpenByClause(version: string): ReadonlyMap<string, number> | undefined {
  const { data } = useQuery({
    queryKey: keys.annotationCounts(version),
    queryFn: ({ signal }) => call("getAnnotationCounts", { params: { version }, signal }),
  });
  return useMemo(
    () => data && new Map(data.clauses.map(({ clause, open }) => [clause, open.comment + open.proposal])),
    [data],
  );
}

/**
 * Keeps a row where it is in the window while comments open or close beside the text. Returns the function to call
 * before that.
 */
function useKeptPlace(causes: readonly unknown[]): (row: number) => void {
  const kept = useRef<{ element: Element; top: number } | null>(null);
  useLayoutEffect(() => {
    if (kept.current) scrollBy(0, kept.current.element.getBoundingClientRect().top - kept.current.top);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- what moves the text
  }, causes);
  return (row) => {
    const element = document.querySelector(`.redline-row[data-row="${String(row)}"]`);
    kept.current = element && { element, top: element.getBoundingClientRect().top };
  };
}

/** Moves the focus back to the change of a row, or to the button of its comments. */
function focusRow(row: number, change: string | null): void {
  const element =
    (change !== null && document.getElementById(changeElementId(change))) ||
    document.querySelector<HTMLElement>(`.redline-row[data-row="${String(row)}"] .row-comments`);
  element?.focus({ preventScroll: true });
}
