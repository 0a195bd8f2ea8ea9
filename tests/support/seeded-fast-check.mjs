/**
 * fast-check for tests: a property draws the same cases on every run. `TEST_SEED` is another seed, or "random"; the
 * message of a failure names it. Jest loads this module in place of the package, so that only property tests load both.
 */
import fc from "../../node_modules/fast-check/lib/cjs/fast-check.js";

const wanted = process.env.TEST_SEED ?? "1";
const seed = wanted === "random" ? Date.now() % 2 ** 31 : Number(wanted);
if (!Number.isInteger(seed)) throw new RangeError(`TEST_SEED is "${wanted}", and must be an integer or "random".`);
fc.configureGlobal({ seed });

export * from "../../node_modules/fast-check/lib/cjs/fast-check.js";
export default fc;
