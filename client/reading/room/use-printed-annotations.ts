import { useEffect, useState } from "react";
import { flushSync } from "react-dom";
import type { AnnotationPage, PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { longDiscussion as messages } from "#core/messages/catalogues.ts";
import { urlOf } from "../../api/call.ts";
import { fewAnnotations } from "../../api/queries.ts";
import { toast } from "../../components/toasts.ts";

/** Returns all annotations of a version while the page is printed; null otherwise. */
export function usePrintedAnnotations(version: string): readonly PlacedAnnotation[] | null {
  const [printed, setPrinted] = useState<readonly PlacedAnnotation[] | null>(null);
  useEffect(() => {
    const begin = (): void => {
      try {
        const annotations = readAtOnce(version);
        flushSync(() => setPrinted(annotations));
      } catch {
        toast(messages.notAllPrinted, { tone: "failed" });
      }
    };
    const end = (): void => setPrinted(null);
    window.addEventListener("beforeprint", begin);
    window.addEventListener("afterprint", end);
    return () => {
      window.removeEventListener("beforeprint", begin);
      window.removeEventListener("afterprint", end);
    };
  }, [version]);
  return printed;
}

/**
 * Reads all annotations without giving way. The browser lays out the pages as soon as the listener of `beforeprint`
 * returns, and waits for nothing.
 *
 * @throws Error if a page cannot be read
 */
function readAtOnce(version: string): PlacedAnnotation[] {
  const annotations: PlacedAnnotation[] = [];
  for (let after: string | null | undefined; after !== null;) {
    const query = { limit: fewAnnotations, ...(after !== undefined && { after }) };
    const request = new XMLHttpRequest();
    request.open("GET", urlOf("getAnnotationPage", { params: { version }, query }), false);
    request.send();
    if (request.status !== 200) throw new Error(String(request.status));
    const page = JSON.parse(request.responseText) as AnnotationPage;
    annotations.push(...page.annotations);
    after = page.next;
  }
  return annotations;
}
