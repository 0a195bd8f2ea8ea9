import { useEffect } from "react";

/** Names the window, as its tab and its history show it; before the name is known, it keeps the one it has. */
export function useTitle(title: string | undefined): void {
  useEffect(() => {
    if (title !== undefined) document.title = title;
  }, [title]);
}
