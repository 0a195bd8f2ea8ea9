import { withPureConstants } from "../../client/pure-constants.ts";

test("marks each expression with a call that makes a constant of a module as free of side effects, and nothing else", () => {
  const source = "export const Item = z.object({}), most = 3;\nconst seen = new Set();\nregister(Item);\n";
  const node = (type: string, text: string) => {
    const start = source.indexOf(text);
    return { type, start, end: start + text.length };
  };
  const item = { init: node("CallExpression", "z.object({})") };
  const declaration = {
    ...node("VariableDeclaration", "const Item"),
    declarations: [item, { init: node("Literal", "3") }],
  };
  const body = [
    { ...node("ExportNamedDeclaration", "export"), declaration },
    { ...node("VariableDeclaration", "const seen"), declarations: [{ init: node("NewExpression", "new Set()") }] },
    node("ExpressionStatement", "register(Item);"),
  ];
  expect(withPureConstants(source, body)).toBe(
    "export const Item = /* @__PURE__ */ (() => (z.object({})))(), most = 3;\n" +
      "const seen = /* @__PURE__ */ (() => (new Set()))();\nregister(Item);\n",
  );
});
