import type { Page } from "playwright-core";

/** Gives an action a page that no other action uses meanwhile. Waits until one is free. */
export type Lanes = <T>(act: (page: Page) => Promise<T>) => Promise<T>;

/**
 * Lends pages to tests that run at the same time. A page that navigates again costs half of a new one. Give the pages
 * contexts of their own: a browser opens at most six connections to a server, and a page with a stream of events holds
 * one, so that the pages of one context would wait for each other.
 */
export function lanes(pages: readonly Page[]): Lanes {
  const free = [...pages];
  const waiting: ((page: Page) => void)[] = [];
  return async (act) => {
    const page = free.pop() ?? (await new Promise<Page>((resolve) => waiting.push(resolve)));
    try {
      return await act(page);
    } finally {
      const next = waiting.shift();
      if (next) next(page);
      else free.push(page);
    }
  };
}
