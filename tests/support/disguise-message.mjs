import { parse } from "@formatjs/icu-messageformat-parser";
import { printAST } from "@formatjs/icu-messageformat-parser/printer.js";

/** Types of elements, as the parser numbers them. */
const types = { literal: 0, select: 5, plural: 6, tag: 8 };

/**
 * Disguises a message in ICU MessageFormat: replaces every Latin letter of its text by another letter and makes the text
 * about a third longer. Parameters, plurals and tags stay.
 */
export function disguiseMessage(message) {
  return printAST(parse(message, { captureLocation: false }).map(disguised));
}

function disguised(element) {
  const { type, value, options, children } = element;
  if (type === types.literal) return { ...element, value: disguiseText(value) };
  if (type === types.tag) return { ...element, children: children.map(disguised) };
  if (type !== types.select && type !== types.plural) return element;
  return {
    ...element,
    options: Object.fromEntries(
      Object.entries(options).map(([form, option]) => [form, { ...option, value: option.value.map(disguised) }]),
    ),
  };
}

const latin = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const other = "ąƀćđęƒğħįĵķłɱńǫƥʠŕšţųʋŵχýžĄƁĆĐĘƑĞĦĮĴĶŁḾŃǪƤɊŔŠŢŲƲŴΧÝŽ";

/** Disguises text. Every second vowel is doubled. */
export function disguiseText(text) {
  let vowels = 0;
  return text.replace(/[a-z]/giu, (letter) => {
    const changed = [...other][latin.indexOf(letter)];
    if (!/[aeiou]/u.test(letter)) return changed;
    vowels += 1;
    return vowels % 2 === 0 ? changed.repeat(2) : changed;
  });
}
