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
import { needsDecision, shownState } from "#core/place/needs-decision.ts";
import type { Placement, PlacementState } from "#core/place/placement.ts";
import type { PlaceAct } from "#core/place/settlement.ts";
import { word } from "../page-parts/messages.ts";

const signs: Readonly<Record<PlacementState | "gone", LucideIcon>> = {
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
  gone: MapPinOff,
};

/** The state of a placement as a sign and a word, with a person's settlement if there is one. */
export function StateMark({
  placement,
  settled,
}: {
  placement: Pick<Placement, "state" | "gone" | "reason">;
  settled: PlaceAct["kind"] | null;
}): ReactNode {
  const decidable = { ...placement, settled };
  const shown = shownState(decidable);
  const Sign = signs[shown];
  return (
    <span className={`state-mark mark-${shown}${needsDecision(decidable) ? " is-waiting" : ""}`}>
      <Sign size={14} aria-hidden />
      <span>{word(`state-${shown}`)}</span>
      {settled !== null && (
        <span className="state-settled">
          <UserCheck size={14} aria-hidden /> {word(`place-act-${settled}`)}
        </span>
      )}
    </span>
  );
}
