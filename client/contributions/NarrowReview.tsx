import { ChevronDown, ChevronUp, List } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Button, Toolbar } from "react-aria-components";
import { contributionsPage as messages } from "#core/messages/catalogues.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { BottomSheet } from "../components/BottomSheet.tsx";
import type { PlacedItem } from "./item-groups.ts";

/** On narrow screens: the items beside the text as a sheet over it, one at a time or all at once. */
export function NarrowReview({
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
    <Toolbar className="review-steps row" aria-label={messages.itemsInFile}>
      <Button className="button button-quiet" onPress={() => onStep(-1)}>
        <ChevronUp size={16} aria-hidden /> {messages.previousItem}
      </Button>
      <Button className="button button-quiet" onPress={() => onStep(1)}>
        <ChevronDown size={16} aria-hidden /> {messages.nextItem}
      </Button>
      <Button className="button button-quiet" onPress={() => setListed(true)}>
        <List size={16} aria-hidden /> {formatMessage(messages.allItems, { count: beside.length })}
      </Button>
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
