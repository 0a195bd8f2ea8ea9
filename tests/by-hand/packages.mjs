/**
 * Loads a package that only commands run by hand need (package.json beside this file).
 *
 * @param {string} name
 * @returns {Promise<any>} its module
 * @throws Error that names the command to install it
 */
export async function loadByHand(name) {
  try {
    return await import(name);
  } catch (error) {
    throw new Error(`The package ${name} does not load. Install it: npm run install:by-hand`, { cause: error });
  }
}
