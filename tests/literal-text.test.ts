import { RuleTester } from "eslint";
import { literalText } from "./support/literal-text.mjs";

const tester = new RuleTester({ languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } } });

const options = [{ calls: { toast: 0, option: 1, write: -1 }, errors: true }];
const errors = [{ messageId: "literal" }];

tester.run("literal-text", literalText, {
  valid: [
    "<p>{messages.title}</p>",
    '<p title={word("kind-comment")}>{" · "}</p>',
    '<p className={x ? "is-open" : "is-closed"}>{x && <b className="large">{messages.title}</b>}</p>',
    '<p>{kind === "comment" ? messages.comment : messages.proposal}</p>',
    '<p>{word(open ? "state-open" : "state-closed")}</p>',
    "<p>{`${from} → ${to}`}</p>",
    'toast(messages.saved, { tone: "failed" })',
    'program.option("--by <participant>", commandText("cli-by"))',
    "write(`rapporteur: ${message}\\n`)",
    'new CommandError("cli-no-clause", { clause })',
    'const page = { title: "kind-comment" }',
  ].map((code) => ({ code, options })),
  invalid: [
    "<p>Foo</p>",
    '<p title="Foo" />',
    '<p title={"Foo"} />',
    '<p>{x ? "Foo" : messages.bar}</p>',
    '<p>{x && "Foo"}</p>',
    '<p aria-label={x ?? (y ? messages.foo : "Bar")} />',
    "<p>{`${count} drafts`}</p>",
    '<p>{count + " drafts"}</p>',
    'toast(x ? "Saved." : messages.failed)',
    "toast(`Saved ${name}.`)",
    'program.option("--by <participant>", "the person who acts")',
    "write(`No clause ${clause}\\n`)",
    'throw new Error("There is no such clause.")',
    'const page = { title: "All drafts" }',
  ].map((code) => ({ code, options, errors })),
});
