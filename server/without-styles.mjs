/**
 * Lets Node import the client's components from source: style sheets, which only a browser reads, are empty modules.
 * For `node --import`. The built server has none.
 */
import { register } from "node:module";

const hooks = `export const load = (url, context, next) =>
  url.endsWith(".css") ? { format: "module", source: "", shortCircuit: true } : next(url, context);`;

register(`data:text/javascript,${encodeURIComponent(hooks)}`);
