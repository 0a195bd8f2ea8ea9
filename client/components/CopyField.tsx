import { Copy } from "lucide-react";
import type { ReactNode } from "react";
import { accountPages as messages } from "#core/messages/catalogues.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { focusOnMount } from "./focus.ts";
import { toast } from "./toasts.ts";
import "./copy-field.css";

/** A text that is shown once, such as a secret, with a button that copies it. */
export function CopyField({
  label,
  value,
  hasFocus = false,
}: {
  label: string;
  value: string;
  /** Whether its dialog opens with the focus on the button. */
  hasFocus?: boolean;
}): ReactNode {
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(value);
      toast(messages.copied);
    } catch {
      toast(messages.copyingBlocked, { tone: "failed" });
    }
  };
  return (
    <div className="copy-field">
      <label className="field">
        <span className="field-label">{label}</span>
        <input readOnly dir="ltr" value={value} onFocus={({ target }) => target.select()} />
      </label>
      <button
        type="button"
        className="button"
        aria-label={formatMessage(messages.copyNamed, { name: label })}
        ref={hasFocus ? focusOnMount : null}
        onClick={() => void copy()}
      >
        <Copy size={16} aria-hidden /> {messages.copyToken}
      </button>
    </div>
  );
}
