/**
 * Finds literal text that a person reads. It belongs to a catalogue in server/core/messages. The rule follows a literal
 * through conditions, templates and sums to the place where it is shown: markup, an attribute that is shown or read
 * aloud, or the argument of a call.
 *
 * Options: `calls`, the functions that show an argument, with its position (-1 for sentences in any argument); `errors`,
 * whether sentences in errors are shown.
 */
export const literalText = {
  meta: {
    type: "problem",
    schema: [
      {
        type: "object",
        properties: {
          calls: { type: "object", additionalProperties: { type: "integer" } },
          errors: { type: "boolean" },
        },
        additionalProperties: false,
      },
    ],
    messages: { literal: "Text that people read belongs to a catalogue in server/core/messages." },
  },
  create(context) {
    const { calls = {}, errors = false } = context.options[0] ?? {};
    const check = (node, text) => {
      if (/[A-Za-z]{2}/u.test(text) && isShown(node, text, { calls, errors })) {
        context.report({ node, messageId: "literal" });
      }
    };
    return {
      JSXText: (node) => check(node, node.value),
      Literal: (node) => {
        if (typeof node.value === "string") check(node, node.value);
      },
      TemplateElement: (node) => check(node, node.value.cooked ?? node.value.raw),
    };
  },
};

/** The plugin that makes the rule known to the linter. */
export default { meta: { name: "texts" }, rules: { "literal-text": literalText } };

const shownAttributes =
  /^(?:aria-(?:label|description|roledescription|valuetext)|title|placeholder|alt|label|description|caption|head|here|hint|note|textValue|errorMessage)$/u;

const shownProperties = /^(?:title|description|label|caption)$/u;

function isShown(literal, text, { calls, errors }) {
  let node = literal;
  for (let parent = node.parent; parent; [node, parent] = [parent, parent.parent]) {
    switch (parent.type) {
      case "TemplateLiteral":
      case "JSXExpressionContainer":
      case "TSAsExpression":
      case "TSSatisfiesExpression":
        break;
      case "ConditionalExpression":
        if (node === parent.test) return false;
        break;
      case "LogicalExpression":
        if (parent.operator === "&&" && node === parent.left) return false;
        break;
      case "BinaryExpression":
        if (parent.operator !== "+") return false;
        break;
      case "JSXElement":
      case "JSXFragment":
        return true;
      case "JSXAttribute":
        return shownAttributes.test(String(parent.name.name));
      case "CallExpression": {
        const position = calls[parent.callee.property?.name ?? parent.callee.name];
        if (position === -1) return isSentence(text);
        return position !== undefined && parent.arguments[position] === node;
      }
      case "NewExpression": {
        const { name = "" } = parent.callee;
        if (errors && name.endsWith("Error")) return isSentence(text) && parent.arguments[0] === node;
        return parent.arguments[calls[name]] === node;
      }
      case "Property":
        return shownProperties.test(String(parent.key.name)) && parent.value === node && isSentence(text);
      default:
        return false;
    }
  }
  return false;
}

/** A code has no spaces and no capital. */
function isSentence(text) {
  return /\s/u.test(text.trim()) || /^[A-Z]/u.test(text);
}
