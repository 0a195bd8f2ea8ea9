import { createContext, type ReactNode } from "react";

/**
 * Puts a part of a long page aside while the server renders the page, and returns what marks its place. The server
 * renders the parts one by one while it sends the page. A part gets no context from the elements around it. Null in the
 * browser.
 */
export const PartsOfPage = createContext<((part: ReactNode) => ReactNode) | null>(null);
