import { useEffect, useState } from "react";

/** Returns whether the reader has asked for the browser's find in page since the page was opened. */
export function useBrowserFind(): boolean {
  const [isUsed, setUsed] = useState(false);
  useEffect(() => {
    const onKey = ({ key, ctrlKey, metaKey }: KeyboardEvent): void => {
      if (key === "F3" || (key === "f" && (ctrlKey || metaKey))) setUsed(true);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
  return isUsed;
}
