import { Check, Gavel, X } from "lucide-react";
import type { ReactNode } from "react";
import type { DecisionOutcome } from "#core/outcome/decision.ts";
import { word } from "../page-parts/messages.ts";
import "./thread.css";

/** The outcome of a decision: a sign, a colour and a text, so that none of them is needed alone. */
export function OutcomeMark({
  outcome,
  text = word(`decision-${outcome}`),
}: {
  outcome: DecisionOutcome;
  /** The text, if it says more than the outcome. "" if it is beside the mark. */
  text?: string;
}): ReactNode {
  const Sign = outcome.startsWith("accepted") ? Check : outcome === "not-accepted" ? X : Gavel;
  return (
    <span className={`chip outcome outcome-${outcome}`}>
      <Sign size={12} aria-hidden /> {text}
    </span>
  );
}
