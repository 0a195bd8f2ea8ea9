import { type ReactNode, type RefObject, useCallback } from "react";
import type { ReadVersion } from "../../api/queries.ts";
import type { Reader } from "../../reader/mount.ts";
import { type FindText, WordOriginBar } from "../../word-origins/WordOriginBar.tsx";

/** Shows who added each word of the text being read. */
export function ReadOrigins({
  page: { version, text },
  reader,
  within,
}: {
  page: ReadVersion;
  reader: Reader;
  /** The element that contains the text. */
  within: RefObject<HTMLElement | null>;
}): ReactNode {
  const { address, documentId } = version;
  const findText = useCallback<FindText>(
    (node, offset) => {
      const point = reader.pointOf(node, offset);
      return (
        point && {
          source: { address, documentId, text },
          point,
          rangeOf: (start, end) => reader.rangeOf(point.clause, start, end),
        }
      );
    },
    [reader, address, documentId, text],
  );
  return <WordOriginBar within={within} find={findText} />;
}
