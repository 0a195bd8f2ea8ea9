import type { Response } from "express";
import { hashSource } from "../middleware/security.ts";

/** A page whose elements have no styles of their own, and the style sheet that has them. */
interface StyledPage {
  markup: string;
  /** Empty if no element had any. */
  sheet: string;
}

const entities: Readonly<Record<string, string>> = { "&quot;": '"', "&#x27;": "'", "&amp;": "&", "&gt;": ">" };

/**
 * Moves the styles of single elements, such as places on a time line, into a style sheet, because the security policy
 * forbids style attributes. The renderer escapes quotation marks in texts, so that none is mistaken for an attribute.
 */
export function withoutStyleAttributes(markup: string): StyledPage {
  const rules = new Map<string, number>();
  const plain = markup.replaceAll(/ style="([^"]*)"/gu, (_, style: string) => {
    const rule = rules.get(style) ?? rules.size;
    rules.set(style, rule);
    return ` data-style="${rule}"`;
  });
  const textOf = (style: string): string =>
    style.replaceAll(/&(?:quot|#x27|amp|gt);/gu, (entity) => entities[entity] ?? "").replaceAll(/&lt;|<|[{}]/gu, "");
  return {
    markup: plain,
    sheet: [...rules].map(([style, rule]) => `[data-style="${rule}"]{${textOf(style)}}`).join(""),
  };
}

/** Allows a style sheet in a page, by its hash. */
export function allowStyles(response: Response, sheet: string): void {
  if (sheet === "") return;
  const policy = String(response.getHeader("Content-Security-Policy"));
  response.set("Content-Security-Policy", policy.replace("style-src ", `style-src ${hashSource(sheet)} `));
}
