import { useCallback, useMemo, useState, type ReactNode } from "react";
import { Button } from "react-aria-components";
import type { ShownContribution } from "#core/contract/contribution-operations.ts";
import type { VersionPage } from "#core/contract/version-operations.ts";
import { clauseById } from "#core/text/clause.ts";
import { directionOf } from "#core/text/direction.ts";
import { contributionsPage as messages } from "#core/messages/catalogues.ts";
import { inInterface, richMessage } from "../page-parts/messages.ts";
import { announce } from "../components/LiveRegion.tsx";
import type { Reader } from "../reader/mount.ts";
import { Margin } from "../annotations/Margin.tsx";
import { parsedDraft } from "../versions/parsed-draft.ts";
import { ReaderText } from "../reading/room/ReaderText.tsx";
import { useMedia, usePrinting } from "../components/use-media.ts";
import { useShortcuts } from "../components/shortcuts.ts";
import "../reading/room/room.css";
import { ItemCard } from "./ItemCard.tsx";
import { itemMarks, type PlacedItem } from "./item-groups.ts";
import { NarrowReview } from "./NarrowReview.tsx";
import type { ContributionWrites } from "./use-contribution-writes.ts";

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
  page: VersionPage;
  beside: readonly PlacedItem[];
  writes: ContributionWrites;
}): ReactNode {
  const { version, text } = page;
  const draft = parsedDraft(page);
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
                <Button className="link-button" onPress={() => show(first.item.id)}>
                  {parts}
                </Button>
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
            draft={draft}
            clauses={text.clauses}
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
