/** Ends the browser that browser-setup.mjs started. */
export default async function stopBrowser() {
  await globalThis.rapporteurBrowserServer?.close();
}
