import { escapeHtml, type Attributes } from "#core/text/html-markup.ts";
import { threadId } from "./thread.ts";
import { moveLink } from "./page.ts";
import type { ThreadView } from "../shared/thread-view.ts";
import { word } from "../shared/export-phrases.ts";

/** How changed words are shown: inserted, deleted, or moved, with one kind for each end of a move. */
type HtmlChange = "inserted" | "deleted" | "moved-here" | "moved-away";

/** Writes the tracked changes of one proposal on a page, each with its author, its date and a link to the thread. */
export class HtmlTracker {
  readonly #thread: ThreadView;
  readonly #language: string;

  constructor(thread: ThreadView, language: string) {
    this.#thread = thread;
    this.#language = language;
  }

  /** Returns the attributes of a changed run's element. */
  attributes(change: HtmlChange): Attributes {
    const { number, source, date, clockTime } = this.#thread;
    return {
      class: change.startsWith("moved") ? "moved" : null,
      cite: `#${threadId(number)}`,
      datetime: clockTime.slice(0, 10),
      title: [word(`export-redline-${change}`, this.#language), source.name, date].join(" · "),
    };
  }

  /** Wraps inline markup in a tracked change. Empty for empty markup. */
  track(change: HtmlChange, markup: string): string {
    if (markup === "") return "";
    const element = change === "inserted" || change === "moved-here" ? "ins" : "del";
    const attributes = Object.entries(this.attributes(change)).map(([name, value]) =>
      value == null ? "" : ` ${name}="${escapeHtml(value)}"`,
    );
    return `<${element}${attributes.join("")}>${markup}</${element}>`;
  }

  /** Renders the proposal's number as a link to its thread, with its source if sources are shown. */
  link(): string {
    const { number, name, source, date } = this.#thread;
    const to = word("export-to-comment", this.#language, { thread: name });
    const shown = source.isHidden ? String(number) : `${String(number)} ${source.shortName}`;
    // The accessible name starts with the visible text, so that speech input finds the link by either.
    const label = [shown, to, date].join(" · ");
    return `<a class="to-comment" href="#${threadId(number)}" aria-label="${escapeHtml(label)}">${escapeHtml(shown)}</a>`;
  }

  /** Renders an arrow to the other end of a clause's move. */
  arrow(change: "moved-here" | "moved-away", target: string): string {
    return moveLink(change, target, this.#language);
  }
}
