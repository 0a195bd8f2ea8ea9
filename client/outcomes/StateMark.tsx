import {
  ArrowRight,
  ArrowUpDown,
  Check,
  CheckCheck,
  CircleHelp,
  MapPinOff,
  PencilLine,
  Pilcrow,
  Replace,
  Split,
  UserCheck,
  type LucideIcon,
} from "lucide-react";
import type { ReactNode } from "react";
import type { PlacementState } from "#core/place/placement.ts";
import type { PlaceAct } from "#core/place/settlement.ts";
import { word } from "../page-parts/messages.ts";

const signs: Readonly<Record<PlacementState, LucideIcon>> = {
  exact: Check,
  shifted: ArrowRight,
  "text-changed": PencilLine,
  taken: CheckCheck,
  "clause-moved": ArrowUpDown,
  "clause-split": Split,
  "clause-only": Pilcrow,
  alternative: Replace,
  approximate: CircleHelp,
  orphan: MapPinOff,
};

/** The state of a placement as a sign and a word, with a person's settlement if there is one. */
export function StateMark({ state, settled }: { state: PlacementState; settled: PlaceAct["kind"] | null }): ReactNode {
  const Sign = signs[state];
  const waits = settled === null && (state === "approximate" || state === "orphan");
  return (
    <span className={`state-mark mark-${state}${waits ? " is-waiting" : ""}`}>
      <Sign size={14} aria-hidden />
      <span>{word(`state-${state}`)}</span>
      {settled !== null && (
        <span className="state-settled">
          <UserCheck size={14} aria-hidden /> {word(`place-act-${settled}`)}
        </span>
      )}
    </span>
  );
}
