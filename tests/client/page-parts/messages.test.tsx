import { createElement, type ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { richMessage } from "../../../client/page-parts/messages.ts";

const message = "<link>{label}</link> has {count, plural, one {# clause} other {# clauses}}.";
const link = (parts: ReactNode[]) => createElement("a", { href: "/" }, ...parts);

test("renders elements and tags inside a message", () => {
  const rich = richMessage(message, { label: <bdi key="label">Third draft</bdi>, count: 2, link });
  expect(renderToStaticMarkup(rich)).toBe('<a href="/"><bdi>Third draft</bdi></a> has 2 clauses.');
});

test("does not compile without a parameter or a tag", () => {
  // @ts-expect-error: `label` is missing.
  expect(renderToStaticMarkup(richMessage(message, { count: 1, link }))).toContain("{label}");
  // @ts-expect-error: `link` is missing.
  expect(renderToStaticMarkup(richMessage(message, { label: "Third draft", count: 1 }))).not.toContain("<a");
});
