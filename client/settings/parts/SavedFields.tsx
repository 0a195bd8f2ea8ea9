import { Check } from "lucide-react";
import {
  createContext,
  type KeyboardEvent,
  type ReactNode,
  useContext,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";
import { settingsPage as messages } from "#core/messages/catalogues.ts";
import { untranslated } from "../../components/untranslated.ts";
import { refusalText } from "./refusal.ts";

/** Saves a value. It rejects if the server refuses it. */
type Save<Value> = (value: Value) => Promise<unknown>;

/** The state of saving a field, and the reason if it was refused. */
type SaveState = { kind: "idle" | "saving" | "saved" } | { kind: "refused"; reason: string };

interface Saving<Value> {
  state: SaveState;
  /** The value that is being saved, shown at once. Null at other times. */
  sent: { value: Value } | null;
  save: (value: Value) => Promise<void>;
  setState: (state: SaveState) => void;
}

/** The last save of each field below it, so that a form can wait for them. Each resolves to whether it was accepted. */
export const PendingSaves = createContext<Map<string, Promise<boolean>> | null>(null);

function useSave<Value>(onSave: Save<Value>): Saving<Value> {
  const saves = useContext(PendingSaves);
  const id = useId();
  const [state, setState] = useState<SaveState>({ kind: "idle" });
  const [sent, setSent] = useState<{ value: Value } | null>(null);
  const send = async (value: Value): Promise<boolean> => {
    setState({ kind: "saving" });
    setSent({ value });
    try {
      await onSave(value);
      setState({ kind: "saved" });
      return true;
    } catch (error) {
      setState({ kind: "refused", reason: refusalText(error) });
      return false;
    } finally {
      setSent(null);
    }
  };
  const save = async (value: Value): Promise<void> => {
    const sending = send(value);
    saves?.set(id, sending);
    await sending;
  };
  const change = (next: SaveState): void => {
    if (next.kind === "idle") saves?.delete(id);
    setState(next);
  };
  return { state, sent, save, setState: change };
}

/** A hint and the state of saving, which screen readers announce. */
function FieldState({ id, hint, state }: { id: string; hint?: ReactNode; state: SaveState }): ReactNode {
  return (
    <div className="setting-state" id={id}>
      {hint !== undefined && <p className="quiet small">{hint}</p>}
      <p role="status" className={state.kind === "refused" ? "field-error" : "small setting-saved"}>
        {state.kind === "saving" && messages.saving}
        {state.kind === "saved" && (
          <>
            <Check size={14} aria-hidden /> {messages.saved}
          </>
        )}
        {state.kind === "refused" && state.reason}
      </p>
    </div>
  );
}

/** A text that is saved when the field loses the focus, or with Enter. Escape restores the saved text. */
export function TextSetting({
  label,
  isLabelHidden = false,
  hint,
  value,
  maxLength,
  isLong = false,
  onSave,
}: {
  label: string;
  isLabelHidden?: boolean;
  hint?: string;
  value: string;
  maxLength: number;
  isLong?: boolean;
  onSave: Save<string>;
}): ReactNode {
  const { state, save, setState } = useSave(onSave);
  const [field, setField] = useState({ text: value, stored: value });
  // An undo changes the value from outside.
  if (field.stored !== value) setField({ text: value, stored: value });
  const id = useId();
  const commit = (): void => {
    if (field.text.trim() !== value) void save(field.text.trim());
    else if (field.text !== value) setField({ text: value, stored: value });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Enter" && !isLong) commit();
    if (event.key !== "Escape" || field.text === value) return;
    setField({ text: value, stored: value });
    setState({ kind: "idle" });
  };
  const props = {
    id: `${id}-field`,
    value: field.text,
    maxLength,
    "aria-describedby": id,
    "aria-invalid": state.kind === "refused",
    onBlur: commit,
    onKeyDown,
    onChange: ({ target }: { target: { value: string } }) => {
      setField({ text: target.value, stored: value });
      // A reason that left only with the next save would move the button that is being pressed.
      if (state.kind === "saved" || state.kind === "refused") setState({ kind: "idle" });
    },
  };
  return (
    <div className="field setting">
      <label htmlFor={props.id} className={isLabelHidden ? "visually-hidden" : undefined}>
        {label}
      </label>
      {isLong ? <textarea rows={3} dir="auto" {...props} /> : <input dir="auto" autoComplete="off" {...props} />}
      <FieldState id={id} hint={hint} state={state} />
    </div>
  );
}

/** A choice of one among a few values, each with a sentence on its effect. It is saved at once. */
export function ChoiceSetting<Value extends string>({
  label,
  hint,
  value,
  choices,
  onSave,
}: {
  label: string;
  hint?: string;
  value: Value;
  choices: readonly { value: Value; label: string; hint: string }[];
  onSave: Save<Value>;
}): ReactNode {
  const { state, sent, save } = useSave(onSave);
  const id = useId();
  return (
    <fieldset className="setting setting-choices" aria-describedby={id}>
      <legend className="field-label">{label}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className="setting-choice">
          <input
            type="radio"
            name={id}
            checked={choice.value === (sent?.value ?? value)}
            onChange={() => void save(choice.value)}
          />
          <span>
            {choice.label}
            <span className="quiet small">{choice.hint}</span>
          </span>
        </label>
      ))}
      <FieldState id={id} hint={hint} state={state} />
    </fieldset>
  );
}

/** Wait after a choice in a list, in ms. Arrow keys pass over other choices on their way. */
const listPause = 700;

/** A choice in a list. It is saved when the choice has settled or the field loses the focus. */
export function ListSetting({
  label,
  hint,
  value,
  isOfNames = false,
  children,
  onSave,
}: {
  label: string;
  hint?: string;
  value: string;
  /** Whether the options are names, which nobody translates. */
  isOfNames?: boolean;
  /** The options. */
  children: ReactNode;
  onSave: Save<string>;
}): ReactNode {
  const { state, sent, save } = useSave(onSave);
  const [chosen, setChosen] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const id = useId();
  useEffect(() => () => clearTimeout(timer.current), []);
  const commit = (next: string | null): void => {
    clearTimeout(timer.current);
    setChosen(null);
    if (next !== null && next !== value) void save(next);
  };
  return (
    <div className="field setting">
      <label htmlFor={`${id}-field`}>{label}</label>
      <select
        id={`${id}-field`}
        value={chosen ?? sent?.value ?? value}
        // The names of places are not part of the interface.
        {...(isOfNames && untranslated)}
        aria-describedby={id}
        aria-invalid={state.kind === "refused"}
        onBlur={() => chosen !== null && commit(chosen)}
        onChange={({ target }) => {
          setChosen(target.value);
          clearTimeout(timer.current);
          timer.current = setTimeout(commit, listPause, target.value);
        }}
      >
        {children}
      </select>
      <FieldState id={id} hint={hint} state={state} />
    </div>
  );
}

/** Several of a few values. Each press is saved at once. */
export function ChecksSetting<Value extends string>({
  label,
  hint,
  values,
  choices,
  emptyReason,
  onSave,
}: {
  label: string;
  hint?: string;
  values: readonly Value[];
  choices: readonly { value: Value; label: ReactNode }[];
  /** Why the last value cannot be removed. */
  emptyReason: string;
  onSave: Save<Value[]>;
}): ReactNode {
  const { state, sent, save, setState } = useSave(onSave);
  const shown = sent?.value ?? values;
  const id = useId();
  const choose = (value: Value, isChosen: boolean): void => {
    const next = choices
      .map((choice) => choice.value)
      .filter((one) => (one === value ? isChosen : shown.includes(one)));
    if (next.length === 0) setState({ kind: "refused", reason: emptyReason });
    else void save(next);
  };
  return (
    <fieldset className="setting setting-checks" aria-describedby={id}>
      <legend className="field-label">{label}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className="setting-check">
          <input
            type="checkbox"
            checked={shown.includes(choice.value)}
            onChange={({ target }) => choose(choice.value, target.checked)}
          />
          <span>{choice.label}</span>
        </label>
      ))}
      <FieldState id={id} hint={hint} state={state} />
    </fieldset>
  );
}

/** A rule that is on or off. It is saved at once. */
export function SwitchSetting({
  label,
  hint,
  value,
  onSave,
}: {
  label: string;
  hint?: string;
  value: boolean;
  onSave: Save<boolean>;
}): ReactNode {
  const { state, sent, save } = useSave(onSave);
  const id = useId();
  return (
    <div className="setting">
      <label className="setting-check">
        <input
          type="checkbox"
          checked={sent?.value ?? value}
          aria-describedby={id}
          onChange={({ target }) => void save(target.checked)}
        />
        <span>{label}</span>
      </label>
      <FieldState id={id} hint={hint} state={state} />
    </div>
  );
}
