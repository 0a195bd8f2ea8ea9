import { UserPen } from "lucide-react";
import { useEffect, type ReactNode } from "react";
import { comparisonPage as messages } from "#core/messages/catalogues.ts";
import { isForThePage, singleKeysOn } from "../components/shortcuts.ts";
import { toggleOrigins, useOriginsShown } from "./origins-shown.ts";

/** Turns word origins on and off; the key w does too. */
export function OriginsToggle(): ReactNode {
  const shown = useOriginsShown();
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== "w" || !isForThePage(event) || !singleKeysOn()) return;
      event.preventDefault();
      toggleOrigins();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={messages.showWordOriginsKey}
      aria-pressed={shown}
      onClick={toggleOrigins}
    >
      <UserPen size={18} aria-hidden />
    </button>
  );
}
