import { type ReactNode, useState } from "react";
import { readingRoom as messages } from "#core/messages/catalogues.ts";
import { DialogFrame } from "../../components/DialogFrame.tsx";
import { clauseKeys, comparisonShortcuts, shortcuts } from "../../components/shortcut-keys.ts";
import { singleKeysOn, turnSingleKeys } from "../../components/shortcuts.ts";
import "../../components/check.css";
import "./shortcut-list.css";

/** Lists the keyboard shortcuts of a page, with the switch that turns off single-key shortcuts. */
export function ShortcutList({ page, onClose }: { page: "reading" | "comparison"; onClose: () => void }): ReactNode {
  const [on, setOn] = useState(singleKeysOn);
  return (
    <DialogFrame title={messages.keyboardShortcuts} onClose={onClose}>
      <dl className="shortcut-list">
        {(page === "reading" ? [...shortcuts, ...clauseKeys] : comparisonShortcuts).map(({ key, does }) => (
          <div key={key}>
            <dt>
              <kbd>{key === "Escape" ? messages.escapeKey : key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <label className="check">
        <input
          type="checkbox"
          checked={on}
          onChange={({ target }) => {
            turnSingleKeys(target.checked);
            setOn(target.checked);
          }}
        />
        {messages.singleKeySwitch}
      </label>
      <div className="dialog-actions">
        <button type="button" className="button" onClick={onClose}>
          {messages.close}
        </button>
      </div>
    </DialogFrame>
  );
}
