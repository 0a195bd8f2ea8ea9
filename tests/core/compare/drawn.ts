import type { Redline } from "#core/compare/redline-row.ts";
import type { VersionText } from "#core/text/clause.ts";

/**
 * Lists the rows in short form: "base>revised relation flags (elsewhere): text". Each change has its number, its class
 * unless it is wording or a move, and ~ with the number of a move: `[-every 1-]`, `[+each 1+]`, `{-text 1~1-}` and
 * `{+text 1~1+}`.
 */
export function drawn(rows: Redline, base: VersionText, revised: VersionText): string[] {
  const marks = {
    deleted: ["[-", "-]"],
    inserted: ["[+", "+]"],
    "moved-away": ["{-", "-}"],
    "moved-here": ["{+", "+}"],
  };
  return rows.map((row) => {
    const flags = (["edited", "moved", "renumbered"] as const).filter((flag) => row[flag]);
    const elsewhere = row.elsewhere.length > 0 ? [`(${row.elsewhere.join(", ")})`] : [];
    const text = row.segments.map((segment) => {
      const isBase = segment.kind === "deleted" || segment.kind === "moved-away";
      const text = isBase ? base.text.slice(...segment.base!) : revised.text.slice(...segment.revised!);
      if (segment.kind === "kept") return text;
      const shown = segment.class === "wording" || segment.class === "move" ? "" : ` ${segment.class ?? ""}`;
      const move = segment.move === null ? "" : `~${String(segment.move)}`;
      const [start, end] = marks[segment.kind];
      return `${start!}${text} ${String(segment.change)}${move}${shown}${end!}`;
    });
    return `${[`${row.base ?? ""}>${row.revised ?? ""}`, row.relation, ...flags, ...elsewhere].join(" ")}: ${text.join("")}`;
  });
}
