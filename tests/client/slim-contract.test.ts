import fs from "node:fs";
import path from "node:path";
import {
  withoutAnswerSchemas,
  withoutDefaults,
  withoutInputs,
  withoutRules,
  withoutSummaries,
  withoutUncalled,
} from "../../client/slim-contract.ts";

const folder = path.join(__dirname, "../../server/core/contract");
const operationFiles = fs.readdirSync(folder).filter((name) => name.endsWith("-operations.ts"));

test("leaves out the operations that the client never calls, and keeps the others", () => {
  const source =
    'export const all = {\n  one: operation({\n    path: "/{one}",\n  }),\n  two: operation({ path: "/2" }),\n  three: operation({ path: "/3" }),\n};';
  expect(withoutUncalled(source, (name) => name === "two")).toBe(
    'export const all = {\n\n  two: operation({ path: "/2" }),\n\n};',
  );
});

test.each(operationFiles)("the client's %s has no summary of an operation", (name) => {
  const source = fs.readFileSync(path.join(folder, name), "utf8");
  expect(source).toMatch(/\bsummary:\s*"/u);
  expect(withoutSummaries(source)).not.toMatch(/\bsummary:\s*["'`]/u);
});

test("keeps fields of the same name", () => {
  const source = 'summary: "Lists all",\n  path: "/all",\n  answer: z.object({ summary: ChangeSummary.nullable() })';
  expect(withoutSummaries(source)).toBe('\n  path: "/all",\n  answer: z.object({ summary: ChangeSummary.nullable() })');
});

test.each(operationFiles)("the client's %s has no schema of an answer", (name) => {
  const source = fs.readFileSync(path.join(folder, name), "utf8");
  expect(withoutAnswerSchemas(source)).not.toMatch(/\banswer: \{[^}]*\bschema:/u);
});

test("keeps what follows the schema of an answer", () => {
  const source = 'answer: { kind: "json", schema: z.array(z.object({ a: z.string(), b: B })), status: 201 }, body: New';
  expect(withoutAnswerSchemas(source)).toBe('answer: { kind: "json", status: 201 }, body: New');
});

test("leaves out the usual method and answer of an operation, and keeps others", () => {
  const source =
    'get: operation({ method: "get", path: "/a", answer: { kind: "json" }, }), ' +
    'post: operation({ method: "post", path: "/b", answer: { kind: "json", status: 201 }, }), ' +
    'file: operation({ method: "get", path: "/c", answer: { kind: "file" }, })';
  expect(withoutDefaults(source)).toBe(
    'get: operation({  path: "/a",  }), post: operation({ method: "post", path: "/b",  }), ' +
      'file: operation({  path: "/c", answer: { kind: "file" }, })',
  );
});

test.each(operationFiles)("the client's %s has no action or problem of an operation", (name) => {
  const source = fs.readFileSync(path.join(folder, name), "utf8");
  expect(source).toMatch(/\baction: "/u);
  expect(withoutRules(source)).not.toMatch(/\baction: "|\bproblems: \[|\bcostly: true|\bmediaTypes: \[/u);
});

test("keeps the fields between an action and its problems", () => {
  const source = 'action: "annotate", body: New, problems: ["not-found"],\n  file: true';
  expect(withoutRules(source)).toBe(" body: New, \n  file: true");
  expect(withoutRules("problems: changeProblems, problems: z.array(P)")).toBe(" problems: z.array(P)");
});

test("leaves out the schemas of an operation's inputs and keeps all else", () => {
  const source =
    'const Body = z.object({ body: z.string() }); post: operation({ path: "/a/{b}", params: z.object({ b: z.string() }), ' +
    'query: z.object({ c: z.array(C, 1) }), answer: { kind: "json" }, body: Body }), get: operation({ path: "/d" })';
  expect(withoutInputs(source)).toBe(
    'const Body = z.object({ body: z.string() }); post: operation({ path: "/a/{b}", answer: { kind: "json" },}), ' +
      'get: operation({ path: "/d" })',
  );
});

test.each(operationFiles)("the client's %s has no schema of an input", (name) => {
  const source = fs.readFileSync(path.join(folder, name), "utf8");
  const fields = withoutInputs(source).match(/^ {4}(?:params|query|body): /gmu) ?? [];
  expect(fields).toEqual([]);
});

test("no code of the client reads a schema of an input from the contract", () => {
  const client = path.join(__dirname, "../../client");
  const files = fs.readdirSync(client, { recursive: true, encoding: "utf8" }).filter((name) => /\.tsx?$/u.test(name));
  const readers = files.filter((name) =>
    /\b(?:contract|\w+Operations)\.\w+\.(?:params|query|body)\b/u.test(
      fs.readFileSync(path.join(client, name), "utf8"),
    ),
  );
  expect(readers).toEqual([]);
});
