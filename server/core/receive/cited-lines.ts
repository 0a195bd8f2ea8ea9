import { citedClause } from "#core/receive/cited-place.ts";
import type { RemarkPlace } from "#core/receive/read-contribution.ts";
import type { Clause, VersionText } from "#core/text/clause.ts";
import {
  type CitedLines as LineCitation,
  clausesInRange,
  parseLineCitation,
  rangeOfLines,
} from "#core/text/lines/find-lines.ts";
import type { LineNumbers, LineOrigin } from "#core/text/lines/line-numbers.ts";
import { sectionEnd } from "#core/text/section.ts";

/** The numbered lines of a version. */
export interface VersionLines {
  numbers: LineNumbers;
  origin: LineOrigin;
}

/** Minimum number of rows that cite both a section and a line, or page, for them to show whether the numbers fit. */
const leastChecked = 4;
/** Minimum share of these rows whose line is in their section. */
const leastFitting = 0.6;
/** Maximum number of clauses that a row is about because of its lines. */
const mostClauses = 4;

/**
 * Whether a file counts lines, or pages, as the version does:
 *
 * - fits: most of its rows with a section cite a line in it, or the numbers are printed and few rows have both;
 * - unchecked: too few rows have both, and the numbers are computed here;
 * - other: most rows with a section cite a line elsewhere, so the file counts the lines of another print.
 */
type Fit = "fits" | "unchecked" | "other";

/** The text on the lines, or the page, that a row cites. */
export interface FoundLines {
  clauses: readonly Clause[];
  by: "line" | "page";
  isChecked: boolean;
}

/** Finds the lines and pages that the rows of a file cite. */
export class CitedLines {
  readonly #version: VersionText;
  readonly #lines: VersionLines | null;
  readonly #fits: Readonly<Record<"line" | "page", Fit>>;

  /** @param places The places of all rows of the file. They show whether it counts lines as the version does. */
  constructor(version: VersionText, lines: VersionLines | null, places: readonly RemarkPlace[]) {
    this.#version = version;
    this.#lines = lines;
    this.#fits = { line: this.#fit("line", places), page: this.#fit("page", places) };
  }

  /** Finds the cited line, or without one the cited page. Null if the version has none such, or counts otherwise. */
  find(place: RemarkPlace): FoundLines | null {
    for (const by of ["line", "page"] as const) {
      const clauses = this.#fits[by] === "other" ? [] : this.#clausesAt(place, by);
      if (clauses.length > 0) return { clauses, by, isChecked: this.#fits[by] === "fits" };
    }
    return null;
  }

  /** Whether a clause is on the cited line or page. Null if the row cites none, or none that is known. */
  agrees(by: "line" | "page", place: RemarkPlace, clause: Clause): boolean | null {
    const clauses = this.#fits[by] === "other" ? [] : this.#clausesAt(place, by);
    return clauses.length === 0 ? null : clauses.includes(clause);
  }

  #clausesAt({ line, page }: RemarkPlace, by: "line" | "page"): Clause[] {
    const { numbers } = this.#lines ?? {};
    const parsed = by === "line" ? parseLine(line) : page ? parseLineCitation(`page ${page}`) : null;
    if (!numbers || !parsed) return [];
    const { length } = this.#version.text;
    const pageOf = by === "line" && page ? (parseLineCitation(`page ${page}`)?.page ?? null) : parsed.page;
    const range =
      rangeOfLines(numbers, { ...parsed, page: pageOf }, length) ??
      // The page may be counted otherwise than the lines.
      (by === "line" && pageOf !== null ? rangeOfLines(numbers, { ...parsed, page: null }, length) : null);
    return range ? clausesInRange(this.#version, range) : [];
  }

  #fit(by: "line" | "page", places: readonly RemarkPlace[]): Fit {
    if (!this.#lines) return "other";
    const checks = places.flatMap((place) => {
      const cited = place.citation === null || (place[by] ?? "") === "" ? "unknown" : citedClause(this.#version, place);
      if (typeof cited === "string") return [];
      const section = sectionOf(this.#version, cited);
      return [this.#clausesAt(place, by).some((clause) => section.includes(clause))];
    });
    if (checks.length < leastChecked) return this.#lines.origin === "printed" ? "fits" : "unchecked";
    return checks.filter(Boolean).length >= leastFitting * checks.length ? "fits" : "other";
  }
}

/** Parses the cell of a line: "484", "l. 484–487". Of several lines, "484, 490", it is the first. */
function parseLine(cell = ""): LineCitation | null {
  const numbers = /\p{Nd}.*/su.exec(cell)?.[0] ?? "";
  return parseLineCitation(`line ${numbers}`) ?? parseLineCitation(`line ${/^\p{Nd}+/u.exec(numbers)?.[0] ?? ""}`);
}

/** Returns a cited clause with the clauses of its section. */
export function sectionOf({ clauses }: Pick<VersionText, "clauses">, cited: Clause): readonly Clause[] {
  const first = clauses.indexOf(cited);
  return clauses.slice(first, Math.max(first + 1, sectionEnd(clauses, first)));
}

/** Returns those of the found clauses that a row is about: the first one of a page, and the few of its lines. */
export function clausesAbout({ clauses, by }: Pick<FoundLines, "clauses" | "by">): readonly Clause[] {
  return clauses.slice(0, by === "page" ? 1 : mostClauses);
}
