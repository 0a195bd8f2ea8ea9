/**
 * fast-check for tests: a property draws the same cases on every run, a third of those that it asks for. `TEST_SEED` is
 * another seed, or "random", and draws all; the message of a failure names it. Jest loads this module in place of the
 * package, so that only property tests load both.
 */
import fc from "../../node_modules/fast-check/lib/cjs/fast-check.js";

const wanted = process.env.TEST_SEED ?? "1";
const seed = wanted === "random" ? Date.now() % 2 ** 31 : Number(wanted);
if (!Number.isInteger(seed)) throw new RangeError(`TEST_SEED is "${wanted}", and must be an integer or "random".`);
fc.configureGlobal({ seed });

/** Drawing the same cases on every run proves little, so a usual run draws fewer. */
const share = process.env.TEST_SEED === undefined ? 1 / 3 : 1;

function assert(property, parameters = {}) {
  const { numRuns = fc.readConfigureGlobal().numRuns ?? 100 } = parameters;
  return fc.assert(property, { ...parameters, numRuns: Math.ceil(numRuns * share) });
}

export default { ...fc, assert };
