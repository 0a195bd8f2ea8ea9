/**
 * Output of the set-up, which runs before any package is installed: plain JavaScript, and only parameters in braces
 * (`setUpText` in server/set-up-text.mjs).
 */
export const setUp = {
  "node-too-old": "Node {version} is too old. Install Node 20.19 or newer, then run the command again.",
  installing: "Installing packages (about 30 seconds the first time) …",
  installed: "{count} of {total} packages installed",
  "install-failed": "npm could not install the packages. See its message above.",
  building: "Building the server and the client (a few seconds) …",
  "not-built": "Nothing is built yet. Run `npm run build` in the project first.",
};
