import { ChevronDown, ChevronUp, List } from "lucide-react";
import { type ReactNode, useCallback, useMemo, useState } from "react";
import type { ShownContribution, ShownItem } from "#core/contract/contribution-operations.ts";
import type { ReadVersion } from "../api/queries.ts";
import { targetRuns, type ClauseRun } from "#core/discuss/text-order.ts";
import { contributionsPage as messages } from "#core/messages/catalogues.ts";
import { isDoubtful } from "#core/receive/item-result.ts";
import { clauseById, type VersionText } from "#core/text/clause.ts";
import { directionOf } from "#core/text/direction.ts";
import { Margin } from "../annotations/Margin.tsx";
import { BottomSheet } from "../components/BottomSheet.tsx";
import { announce } from "../components/LiveRegion.tsx";
import { useShortcuts } from "../components/shortcuts.ts";
import { useMedia, usePrinting } from "../components/use-media.ts";
import { formatMessage, inInterface, richMessage } from "../page-parts/messages.ts";
import { Toolbar } from "../components/Toolbar.tsx";
import type { ReaderMark } from "../reader/drawing.ts";
import type { Reader } from "../reader/mount.ts";
import { ReaderText } from "../reading/room/ReaderText.tsx";
import { ItemCard } from "./ItemCard.tsx";
import type { ContributionWrites } from "./use-contribution-writes.ts";
import "../reading/room/room.css";

const none: never[] = [];

/** The height of the bar at the window's lower edge, with a gap above it, in pixels. */
const decisionBar = 96;

/**
 * The version's text with a contribution's items beside it, drawn as the reading room draws comments. On narrow screens
 * the items are in a sheet over the text.
 */
export function ReviewRoom({
  contribution,
  page,
  beside,
  writes,
}: {
  contribution: ShownContribution;
  page: ReadVersion;
  beside: readonly PlacedItem[];
  writes: ContributionWrites;
}): ReactNode {
  const { version, text } = page;
  const narrow = useMedia("(max-width: 959px)");
  const printing = usePrinting();
  const [reader, setReader] = useState<Reader | null>(null);
  const [tick, setTick] = useState(0);
  const [open, setOpen] = useState<string | null>(null);
  const [current, setCurrent] = useState<string | null>(null);
  const opened = beside.find(({ item }) => item.id === open);
  // An open proposal shows its redline in the text. An open comment only highlights its words.
  const proposed = opened?.item.included ? opened.item.operations : none;
  const redlined = proposed.length > 0 ? open : null;
  const marks = useMemo(() => itemMarks(beside).filter(({ id }) => id !== redlined), [beside, redlined]);

  const show = useCallback(
    (id: string | null): void => {
      setOpen(id);
      const placed = beside.find(({ item }) => item.id === id);
      if (placed) reader?.bringIntoView(placed);
    },
    [beside, reader],
  );
  const step = (by: 1 | -1): void => {
    const at = beside.findIndex(({ item }) => item.id === open);
    const next = beside[by > 0 ? at + 1 : at < 0 ? beside.length - 1 : at - 1];
    if (next) show(next.item.id);
    else announce(by > 0 ? messages.lastItem : messages.firstItem);
  };
  useShortcuts({ n: () => step(1), p: () => step(-1) });

  const card = ({ item, clause }: PlacedItem): ReactNode => (
    <ItemCard
      key={item.id}
      item={item}
      contribution={contribution}
      text={text}
      citation={clauseById(text, clause)?.citation ?? ""}
      open={item.id === open}
      writes={writes}
      onOpen={show}
    />
  );
  const [first] = beside;
  return (
    <>
      {narrow ? (
        <NarrowReview beside={beside} open={open} card={card} onStep={step} onOpen={show} />
      ) : (
        first && (
          <p className="quiet small">
            {richMessage(messages.showFirst, {
              link: (parts) => (
                <button type="button" className="link-button" onClick={() => show(first.item.id)}>
                  {parts}
                </button>
              ),
              next: <kbd>n</kbd>,
              previous: <kbd>p</kbd>,
            })}
          </p>
        )
      )}
      <div className="review-room" dir={directionOf(version.language)}>
        <div className="room-draft">
          <ReaderText
            page={page}
            isEdited
            label={`${contribution.version?.document ?? ""}, ${version.label}`}
            marks={marks}
            focused={open}
            current={current}
            pending={none}
            proposed={proposed}
            printing={printing}
            onReady={setReader}
            onSelect={() => undefined}
            onCurrent={setCurrent}
            onEnter={(clause) => {
              const first = beside.find((placed) => placed.clause === clause);
              if (first) show(first.item.id);
              else announce(messages.nothingOnClause);
            }}
            onMark={show}
            onLayout={() => setTick((count) => count + 1)}
          />
        </div>
        {!narrow && (
          <aside className="review-margin" aria-label={messages.itemsInFile} {...inInterface()}>
            {reader && (
              <Margin
                reader={reader}
                tick={tick}
                focused={open}
                foot={decisionBar}
                items={beside.map((placed) => ({
                  key: placed.item.id,
                  clause: placed.clause,
                  offset: placed.offset,
                  render: () => card(placed),
                }))}
              />
            )}
          </aside>
        )}
      </div>
    </>
  );
}

/** On narrow screens: the items beside the text as a sheet over it, one at a time or all at once. */
function NarrowReview({
  beside,
  open,
  card,
  onStep,
  onOpen,
}: {
  beside: readonly PlacedItem[];
  /** Id of the item that is open. */
  open: string | null;
  card: (placed: PlacedItem) => ReactNode;
  onStep: (by: 1 | -1) => void;
  onOpen: (item: string | null) => void;
}): ReactNode {
  const [listed, setListed] = useState(false);
  const at = beside.findIndex(({ item }) => item.id === open);
  const opened = beside[at];
  const steps = (
    <Toolbar className="review-steps row" label={messages.itemsInFile}>
      <button type="button" className="button button-quiet" onClick={() => onStep(-1)}>
        <ChevronUp size={16} aria-hidden /> {messages.previousItem}
      </button>
      <button type="button" className="button button-quiet" onClick={() => onStep(1)}>
        <ChevronDown size={16} aria-hidden /> {messages.nextItem}
      </button>
      <button type="button" className="button button-quiet" onClick={() => setListed(true)}>
        <List size={16} aria-hidden /> {formatMessage(messages.allItems, { count: beside.length })}
      </button>
    </Toolbar>
  );
  return (
    <>
      {steps}
      <BottomSheet
        title={
          listed
            ? messages.itemsInText
            : formatMessage(messages.itemPosition, { position: at + 1, total: beside.length })
        }
        isOpen={listed || opened !== undefined}
        onLeave={() => {
          setListed(false);
          onOpen(null);
        }}
      >
        {listed ? (
          <ul className="item-list">
            {beside.map((placed) => (
              <li key={placed.item.id}>{card(placed)}</li>
            ))}
          </ul>
        ) : (
          opened && (
            <>
              {card(opened)}
              {steps}
            </>
          )
        )}
      </BottomSheet>
    </>
  );
}

/** An item that is beside text of the version. */
interface PlacedItem {
  item: ShownItem;
  /** The clause of its first word, and the offset in it. */
  clause: string;
  offset: number;
  runs: readonly ClauseRun[];
}

/** The items of a contribution in groups: beside text, on the whole document, unplaced, and waiting for an answer. */
export interface ItemGroups {
  beside: readonly PlacedItem[];
  general: readonly ShownItem[];
  unplaced: readonly ShownItem[];
  /** Changes marked by hand, and unmarked changes, until a person agrees to import them. */
  byHand: readonly ShownItem[];
  unmarked: readonly ShownItem[];
}

/**
 * Groups a contribution's items by their location in its version. Without a version, no item has a location in the
 * text.
 */
export function groupItems(
  { items, handMarks, unmarked }: Pick<ShownContribution, "items" | "handMarks" | "unmarked">,
  text: VersionText | null,
): ItemGroups {
  const beside: PlacedItem[] = [];
  const general: ShownItem[] = [];
  const unplaced: ShownItem[] = [];
  const waiting = { byHand: [] as ShownItem[], unmarked: [] as ShownItem[] };
  for (const item of items) {
    const runs = text ? item.targets.flatMap((target) => targetRuns(text, target)) : [];
    const [first] = runs;
    if (item.origin === "by-hand" && handMarks !== "yes") waiting.byHand.push(item);
    else if (item.origin === "unmarked" && unmarked !== "yes") waiting.unmarked.push(item);
    else if (first) beside.push({ item, clause: first.clause, offset: first.start, runs });
    else if (item.targets.some(({ kind }) => kind === "document")) general.push(item);
    else unplaced.push(item);
  }
  const startOf = ({ clause, offset }: PlacedItem): number => ((text && clauseById(text, clause)?.start) ?? 0) + offset;
  return { beside: beside.sort((a, b) => startOf(a) - startOf(b)), general, unplaced, ...waiting };
}

/** Returns the marks to draw over the text for the items beside it. Excluded items have no mark. */
export function itemMarks(beside: readonly PlacedItem[]): ReaderMark[] {
  return beside
    .filter(({ item }) => item.included)
    .map(({ item, runs }, index) => ({
      id: item.id,
      kind: item.kind,
      unsure: isDoubtful(item),
      number: index + 1,
      runs,
    }));
}
