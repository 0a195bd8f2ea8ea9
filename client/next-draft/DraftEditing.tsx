import { ArrowDown, ArrowUp, ChevronDown, ChevronUp, Plus, Redo2, Trash2, Undo2 } from "lucide-react";
import type { Node } from "prosemirror-model";
import { useLayoutEffect, useRef, useState, type ReactNode } from "react";
import { uploadPage as messages } from "#core/messages/catalogues.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { Toolbar } from "../components/Toolbar.tsx";
import { mountDraftEditor, type DraftEditor, type EditedClause } from "../reader/draft-editor.ts";

/** An editor for a draft that shows its changes against another draft as they are made. */
export function DraftEditing({
  base,
  draft,
  moved,
  name,
  onChange,
}: {
  base: Node;
  /** The initial text. */
  draft: Node;
  /** Ids of the clauses that somebody proposed to move. */
  moved: ReadonlySet<string>;
  name: string;
  onChange: (draft: Node) => void;
}): ReactNode {
  const container = useRef<HTMLDivElement>(null);
  const editor = useRef<DraftEditor | null>(null);
  const latest = useRef(onChange);
  const [current, setCurrent] = useState<EditedClause | null>(null);
  const [changes, setChanges] = useState(0);
  useLayoutEffect(() => {
    latest.current = onChange;
  });
  useLayoutEffect(() => {
    const element = container.current?.appendChild(document.createElement("div"));
    if (!element) return undefined;
    editor.current = mountDraftEditor(element, {
      base,
      draft,
      moved,
      label: name,
      onChange: (next) => latest.current(next),
      onCurrent: (clause, count) => {
        setCurrent(clause);
        setChanges(count);
      },
    });
    return () => {
      editor.current?.destroy();
      element.remove();
    };
  }, [base, draft, moved, name]);
  const run = (command: Parameters<DraftEditor["run"]>[0]) => () => editor.current?.run(command);
  const isFixed = current?.free === false;
  const acts = [
    { name: messages.addClause, Icon: Plus, command: "add", off: isFixed },
    { name: messages.deleteClause, Icon: Trash2, command: "remove", off: isFixed },
    { name: messages.moveClauseUp, Icon: ArrowUp, command: "up", off: isFixed },
    { name: messages.moveClauseDown, Icon: ArrowDown, command: "down", off: isFixed },
    { name: messages.undoEdit, Icon: Undo2, command: "undo", off: false },
    { name: messages.redoEdit, Icon: Redo2, command: "redo", off: false },
  ] as const;
  return (
    <div className="next-draft-text">
      <div className="next-draft-tools stuck row">
        <Toolbar label={messages.clauseToolbar} className="next-draft-toolbar">
          {acts.map(({ name: label, Icon, command, off }) => (
            <button
              type="button"
              key={command}
              className="icon-button"
              aria-label={label}
              disabled={off}
              onClick={run(command)}
            >
              <Icon size={16} aria-hidden />
            </button>
          ))}
        </Toolbar>
        <label className="next-draft-label">
          {messages.clauseLabelField}{" "}
          <input
            className="input"
            value={current?.label ?? ""}
            disabled={!current}
            onChange={({ target }) => editor.current?.relabel(target.value)}
          />
        </label>
        <span className="next-draft-changes">
          <span role="status">{formatMessage(messages.changedClauses, { count: changes })}</span>
          <button
            type="button"
            className="icon-button"
            aria-label={messages.previousChange}
            disabled={changes === 0}
            onClick={() => editor.current?.goToChange(-1)}
          >
            <ChevronUp size={16} aria-hidden />
          </button>
          <button
            type="button"
            className="icon-button"
            aria-label={messages.nextChange}
            disabled={changes === 0}
            onClick={() => editor.current?.goToChange(1)}
          >
            <ChevronDown size={16} aria-hidden />
          </button>
        </span>
      </div>
      {isFixed && <p className="quiet small">{messages.boundClauses}</p>}
      <div ref={container} />
    </div>
  );
}
