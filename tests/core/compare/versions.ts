import { ClauseKind, type VersionText } from "#core/text/clause.ts";

/**
 * Returns a version text for a test, one clause per line, with ids v1, v2 and so on. "1.1| text" sets a clause's label,
 * and "verb| text" its kind.
 */
export function version(text: string, language = "en"): VersionText {
  const clauses: VersionText["clauses"] = [];
  const lines = text.split("\n").map((line) => /^(?:(?<label>[^|]{1,8})\| )?(?<words>.*)$/su.exec(line)?.groups ?? {});
  let start = 0;
  lines.forEach((line, index) => {
    const text = line["words"] ?? "";
    const kind = ClauseKind.safeParse(line["label"]);
    const label = kind.success ? null : (line["label"] ?? null);
    clauses.push({
      id: `v${String(index + 1)}`,
      kind: kind.success ? kind.data : "paragraph",
      label,
      citation: label ?? `+${String(index + 1)}`,
      depth: 0,
      start,
      end: start + text.length,
    });
    start += text.length + 1;
  });
  return { text: lines.map((line) => line["words"] ?? "").join("\n"), language, clauses };
}
