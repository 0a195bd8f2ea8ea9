import { ArrowDown, ArrowUp } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { settingsPage as messages } from "#core/messages/catalogues.ts";
import { announce } from "../../components/LiveRegion.tsx";
import { formatMessage } from "../../page-parts/messages.ts";

/** The buttons that move a row of a list up and down. */
export function MoveButtons({
  name,
  at,
  count,
  move,
}: {
  /** Name of the row. */
  name: string;
  /** Its index. */
  at: number;
  /** Number of rows. */
  count: number;
  /** Moves the row to an index. Resolves to whether that succeeded. */
  move: (to: number) => Promise<boolean>;
}): ReactNode {
  const up = useRef<HTMLButtonElement>(null);
  const down = useRef<HTMLButtonElement>(null);
  const press = async (to: number): Promise<void> => {
    const pressed = to < at ? [up, down] : [down, up];
    if (!(await move(to))) return;
    announce(formatMessage(messages.movedTo, { name, position: to + 1, count }));
    // The row moved on the page, which takes the focus from its button. At an end, the other button has it.
    requestAnimationFrame(() => pressed.find(({ current }) => current?.disabled === false)?.current?.focus());
  };
  return (
    <>
      <button
        type="button"
        ref={up}
        className="icon-button"
        aria-label={formatMessage(messages.moveUp, { name })}
        disabled={at <= 0}
        onClick={() => void press(at - 1)}
      >
        <ArrowUp size={18} aria-hidden />
      </button>
      <button
        type="button"
        ref={down}
        className="icon-button"
        aria-label={formatMessage(messages.moveDown, { name })}
        disabled={at === count - 1}
        onClick={() => void press(at + 1)}
      >
        <ArrowDown size={18} aria-hidden />
      </button>
    </>
  );
}
