import { useEffect, useState } from "react";

/** Returns whether the reader has asked for the browser's find in page since the page was opened. */
export function useBrowserFind(): boolean {
  const [isUsed, setUsed] = useState(false);
  useEffect(() => {
    // Without it, the browser does not search hidden text.
    if (!("onbeforematch" in document.documentElement)) return undefined;
    const onKey = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): void => {
      const isFind = (key.toLowerCase() === "f" && (ctrlKey || metaKey) && !altKey) || key === "F3";
      if (isFind) setUsed(true);
    };
    window.addEventListener("keydown", onKey, { capture: true });
    return () => window.removeEventListener("keydown", onKey, { capture: true });
  }, []);
  return isUsed;
}
