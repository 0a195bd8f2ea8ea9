import { History, MessageSquare, Pencil, Plus, Quote } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "react-aria-components";

/** What can be said of words or of a clause. The same wherever it is offered: in words where there is room, else as icons. */
export function SpeakButtons({
  maySpeak,
  icons = false,
  onAdd,
  onComment,
  onPropose,
  onCopy,
  onBiography,
}: {
  /** Whether the reader may comment here at all. */
  maySpeak: boolean;
  /** Whether there is room for icons alone. */
  icons?: boolean;
  /** Adds the words to the comment that is being written; left out where none is. */
  onAdd?: (() => void) | undefined;
  onComment: () => void;
  onPropose: () => void;
  /** Left out where copying is offered elsewhere. */
  onCopy?: () => void;
  /** Follows the clause through all drafts; left out where no clause is current. */
  onBiography?: (() => void) | undefined;
}): ReactNode {
  const acts = [
    ...(onAdd ? [{ name: "Add to this comment", Icon: Plus, key: "a", act: onAdd }] : []),
    ...(maySpeak
      ? [
          { name: "Comment", Icon: MessageSquare, key: "c", act: onComment },
          { name: "Propose wording", Icon: Pencil, key: "e", act: onPropose },
        ]
      : []),
    ...(onCopy ? [{ name: "Copy citation", Icon: Quote, key: null, act: onCopy }] : []),
    ...(onBiography ? [{ name: "Biography", Icon: History, key: icons ? null : "b", act: onBiography }] : []),
  ];
  // A press takes no focus: it would take the selected words with it on some systems.
  return acts.map(({ name, Icon, key, act }) =>
    icons ? (
      <Button key={name} className="icon-button" aria-label={name} onPress={act} preventFocusOnPress>
        <Icon size={16} aria-hidden />
      </Button>
    ) : (
      <Button key={name} className="button button-quiet" onPress={act} preventFocusOnPress>
        <Icon size={16} aria-hidden /> {name}
        {key !== null && <span aria-hidden className="key-hint" data-key={key} />}
      </Button>
    ),
  );
}
