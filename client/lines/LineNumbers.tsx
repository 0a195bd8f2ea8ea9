import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useMemo } from "react";
import { lineStartsOf } from "#core/text/lines/find-lines.ts";
import type { ReadVersion } from "../api/queries.ts";
import type { Reader } from "../reader/mount.ts";
import { linesQuery } from "./lines-query.ts";
import "./lines.css";

/** Draws the line numbers of a version beside its text. */
export function LineNumbers({ page: { version, text }, reader }: { page: ReadVersion; reader: Reader }): ReactNode {
  const { data } = useQuery(linesQuery(version.address));
  const lines = useMemo(() => data && lineStartsOf(text, data), [text, data]);
  useEffect(() => {
    if (!lines) return undefined;
    reader.update({ lines });
    return () => reader.update({ lines: [] });
  }, [reader, lines]);
  return null;
}
