import type { PrivateKind } from "#core/compile/word-layout.ts";
import type { ElementRule } from "../package/remove-private.ts";
import { elementsOf, type SourceElement } from "../package/xml-source.ts";

/** Elements that go with all their content, by name: the kind, and whether each is counted, its children, or nothing. */
const removals: Readonly<Record<string, readonly [kind: PrivateKind, counts: "each" | "children" | "none"]>> = {
  "office:annotation": ["comments", "each"],
  "office:annotation-end": ["comments", "none"],
  "text:tracked-changes": ["tracked-changes", "children"],
  "text:change": ["tracked-changes", "none"],
  "text:change-start": ["tracked-changes", "none"],
  "text:change-end": ["tracked-changes", "none"],
  "text:hidden-text": ["hidden-text", "each"],
  "text:hidden-paragraph": ["hidden-text", "each"],
  "office:forms": ["custom-data", "each"],
  "draw:control": ["custom-data", "none"],
  // Options of lists to choose from.
  "text:label": ["custom-data", "each"],
  "loext:list-item": ["custom-data", "each"],
  "office:scripts": ["embedded-files", "each"],
  "office:event-listeners": ["embedded-files", "each"],
  "text:script": ["embedded-files", "each"],
  "draw:object": ["embedded-files", "each"],
  "draw:object-ole": ["embedded-files", "each"],
  "draw:plugin": ["embedded-files", "each"],
  "draw:applet": ["embedded-files", "each"],
  "draw:floating-frame": ["embedded-files", "each"],
  "text:user-field-decls": ["settings", "children"],
  "text:variable-decls": ["settings", "none"],
  "text:dde-connection-decls": ["settings", "children"],
  "text:section-source": ["local-paths", "each"],
  "office:dde-source": ["local-paths", "each"],
};
const indexMark = /^text:(?:toc|user-index|alphabetical-index)-mark/u;

/** Fields that show a person, a file, or what somebody entered as data. */
const author =
  /^text:(?:author-(?:name|initials)|sender-.+|initial-creator|creator|printed-by|description|keywords|user-defined|file-name|template-name|database-.+|user-field-.+|variable-.+|dde-connection)$/u;
const computed =
  /^text:(?:title|subject|(?:print|creation|modification)-(?:date|time)|editing-(?:cycles|duration)|expression|conditional-text|execute-macro|bibliography-mark)$/u;

/** Elements that say themselves whether they are shown. */
const hideable = /^text:(?:section|variable-|user-field-)|^draw:/u;

/** Returns the rule for an element. In headers and footers, fields that show a person or a file lose their text. */
export function odtRule(element: SourceElement, isMargin: boolean): ElementRule | undefined {
  const { name } = element;
  const [kind, counts] = Object.hasOwn(removals, name) ? (removals[name] ?? []) : [];
  const remove = (as: PrivateKind, count = 1): ElementRule => ({ do: "remove", kind: as, count });
  if (kind) return remove(kind, counts === "children" ? elementsOf(element).length : Number(counts === "each"));
  if (indexMark.test(name)) return remove("other-data");
  const isHidden = element.attributes.some(
    ({ local, value }) => (local === "display" && value === "none") || (local === "is-hidden" && value === "true"),
  );
  if (isHidden && hideable.test(name)) return remove("hidden-text");
  if (author.test(name))
    return isMargin ? remove("computed-fields") : { do: "unwrap", kind: "computed-fields", count: 1 };
  return computed.test(name) ? { do: "unwrap", kind: "computed-fields", count: 1 } : undefined;
}
