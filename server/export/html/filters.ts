import type { Compilation, CompiledThread } from "#core/compile/compilation.ts";
import { groupName } from "#core/phrases/source-text.ts";
import { type Word, wordIn } from "#core/phrases/message-text.ts";
import { escapeHtml } from "#core/text/html-markup.ts";
import { textElement } from "./page.ts";
import { type PlainExportWord, sentenceCase, word } from "../shared/export-phrases.ts";
import { allThreads } from "../shared/thread-view.ts";

/** A filter criterion. */
interface Facet {
  /** Part of the names of the attribute and the controls. */
  name: string;
  label: PlainExportWord;
  /** The values of a thread: codes with their names. */
  valuesOf: (thread: CompiledThread, compilation: Compilation) => readonly (readonly [code: string, name: string])[];
}

const facets: readonly Facet[] = [
  {
    name: "organisation",
    label: "export-filter-by-organisation",
    valuesOf: ({ source }) => (source?.organisations ?? []).map(({ id, shortName }) => [id, shortName]),
  },
  {
    name: "group",
    label: "export-column-group",
    valuesOf: ({ source }, { forum, version }) =>
      source ? [[source.group, groupName(source.group, forum, version.language)]] : [],
  },
  coded(
    "kind",
    "export-column-kind",
    ({ kind }) => kind,
    (kind, text) => text(`kind-${kind}`),
  ),
  coded(
    "type",
    "export-column-type",
    ({ type }) => type,
    (type, text) => text(`type-${type}`),
  ),
  coded(
    "state",
    "export-filter-by-location",
    ({ placement }) => placement.state,
    (state, text) => text(`state-${state}`),
  ),
  coded(
    "decision",
    "export-filter-by-decision",
    ({ decision }) => decision?.outcome ?? "undecided",
    (outcome, text) => text(`decision-${outcome}`),
  ),
];

/** The filters of a page, and how its threads are marked for them. */
export interface FilterPlan {
  /** Attributes of a thread, by its number, as markup that starts with a space. */
  attributesOf: (thread: number) => string;
  /** The controls. Empty if there is nothing to choose between. */
  controls: string;
  /** CSS rules that hide threads that are not selected. */
  style: string;
}

/** A page without filters. */
export const noFilters: FilterPlan = { attributesOf: () => "", controls: "", style: "" };

/**
 * Creates filters that need no script. Each value has a radio button, and a rule that hides the threads without that
 * value while the button is selected. A browser that does not support such rules (`:has()`) shows every thread. If
 * sources are hidden, threads have no source values, so no filter can reveal them.
 */
export function planFilters(compilation: Compilation): FilterPlan {
  const { version } = compilation;
  const threads = allThreads(compilation);
  const byNumber = new Map(threads.map((thread) => [thread.number, thread]));
  const offered = facets.flatMap((facet) => {
    const values = new Map<string, { token: string; name: string; count: number }>();
    for (const thread of threads) {
      for (const [code, name] of facet.valuesOf(thread, compilation)) {
        const value = values.get(code) ?? { token: String(values.size + 1), name, count: 0 };
        value.count += 1;
        values.set(code, value);
      }
    }
    const isChoice = values.size > 1 || [...values.values()].some(({ count }) => count < threads.length);
    return isChoice ? [{ facet, values }] : [];
  });
  if (offered.length === 0) return noFilters;
  return {
    attributesOf: (number) => {
      const thread = byNumber.get(number);
      if (!thread) return "";
      const attributes = offered.map(({ facet, values }) => {
        const tokens = facet.valuesOf(thread, compilation).map(([code]) => values.get(code)?.token ?? "");
        return ` data-${facet.name}="${tokens.join(" ")}"`;
      });
      return attributes.join("");
    },
    controls: controlsMarkup(
      offered.map(({ facet, values }) => ({ ...facet, values: [...values.values()] })),
      version.language,
    ),
    style: offered
      .flatMap(({ facet: { name }, values }) =>
        [...values.values()].map(({ token }) => {
          const chosen = `body:has(#only-${name}-${token}:checked)`;
          const unmatched = `${chosen} [data-${name}]:not([data-${name}~="${token}"])`;
          // Otherwise a heading would have nothing below it.
          const empty = `${chosen} .threads-section:not(:has([data-${name}~="${token}"]))`;
          return `${unmatched},${empty}{display:none}`;
        }),
      )
      .join(""),
  };
}

function controlsMarkup(
  choices: readonly {
    name: string;
    label: PlainExportWord;
    values: readonly { token: string; name: string; count: number }[];
  }[],
  language: string,
): string {
  const radio = (facet: string, token: string, name: string, checked: boolean): string =>
    `<label dir="auto"${checked ? ' class="all"' : ""}><input type="radio" name="only-${facet}" id="only-${facet}-${token}"${checked ? " checked" : ""}> ${escapeHtml(name)}</label>`;
  const fieldsets = choices.map(({ name, label, values }) => {
    const sorted = [...values].sort((left, right) => (left.name < right.name ? -1 : 1));
    const radios = [
      radio(name, "all", word("export-filter-all", language), true),
      ...sorted.map((value) => radio(name, value.token, `${sentenceCase(value.name)} (${String(value.count)})`, false)),
    ];
    return `<fieldset>${textElement("legend", null, word(label, language))}${radios.join("\n")}</fieldset>`;
  });
  const title = textElement("summary", null, word("export-filter-title", language));
  return `<details class="filters">${title}<div class="filter-choices">${fieldsets.join("\n")}</div></details>`;
}

function coded<Code extends string>(
  name: string,
  label: PlainExportWord,
  codeOf: (thread: CompiledThread) => Code,
  nameOf: (code: Code, text: Word) => string,
): Facet {
  return {
    name,
    label,
    valuesOf: (thread, { version }) => {
      const code = codeOf(thread);
      return [[code, nameOf(code, wordIn(version.language))]];
    },
  };
}
