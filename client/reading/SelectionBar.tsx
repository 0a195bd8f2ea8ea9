import { MessageSquare, Pencil, Quote } from "lucide-react";
import type { ReactNode } from "react";
import { Button, Toolbar } from "react-aria-components";
import type { ReaderSelection } from "../reader/selection.ts";

/** What can be done with the selected words, beside their end and never over them. */
export function SelectionBar({
  selection,
  maySpeak,
  onComment,
  onPropose,
  onCopy,
}: {
  selection: ReaderSelection;
  /** Whether the reader may comment here at all. */
  maySpeak: boolean;
  onComment: () => void;
  onPropose: () => void;
  onCopy: () => void;
}): ReactNode {
  const { box } = selection;
  const roomBelow = window.innerHeight - box.bottom > 72;
  const style = {
    insetInlineStart: Math.max(8, Math.min(box.right - 60, window.innerWidth - 440)),
    insetBlockStart: roomBelow ? box.bottom + 8 : box.top - 52,
  };
  return (
    <Toolbar className="selection-bar" aria-label="Selected words" style={style}>
      {maySpeak && (
        <>
          <Button className="button button-quiet" onPress={onComment} preventFocusOnPress>
            <MessageSquare size={16} aria-hidden /> Comment <span aria-hidden className="key-hint" data-key="c" />
          </Button>
          <Button className="button button-quiet" onPress={onPropose} preventFocusOnPress>
            <Pencil size={16} aria-hidden /> Propose wording <span aria-hidden className="key-hint" data-key="e" />
          </Button>
        </>
      )}
      <Button className="button button-quiet" onPress={onCopy} preventFocusOnPress>
        <Quote size={16} aria-hidden /> Copy citation
      </Button>
    </Toolbar>
  );
}
