import http from "node:http";
import type { AddressInfo } from "node:net";
import { printablePage } from "../../server/export/pdf/printable-page.ts";
import { Steps } from "../../server/export/shared/steps.ts";
import { openPrinter } from "../../server/printing/chromium-printer.ts";
import { textOf } from "../export/whole-files.ts";
import { findBrowser } from "../support/find-browser.mjs";
import { readPdf } from "../support/read-pdf.ts";

const { executablePath, env } = findBrowser();
Object.assign(process.env, env);

const printer = openPrinter({ executablePath });
afterAll(() => printer.close());

function page(body: string): string {
  const head = { language: "en", direction: "ltr", title: "A page", style: "" };
  return textOf(printablePage({ ...head, body: [body], steps: new Steps(1) }));
}

test("makes no network request and runs no script, whatever a page contains", async () => {
  const requests: string[] = [];
  const server = http.createServer((request, response) => {
    requests.push(request.url ?? "");
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const outside = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  try {
    const body = [
      `<img src="${outside}/image" alt=""><iframe src="${outside}/frame"></iframe>`,
      `<link rel="stylesheet" href="${outside}/style"><style>p{background:url(${outside}/ground)}</style>`,
      `<p>before</p><script>document.body.textContent = "scripted"</script><script src="${outside}/script"></script>`,
    ].join("");
    // Also without our content security policy, which is only the first barrier.
    for (const html of [page(body), `<!doctype html><title>x</title>${body}`]) {
      const { pages } = await readPdf(await printer.print(html, null));
      expect(pages.join("")).toContain("before");
      expect(pages.join("")).not.toContain("scripted");
    }
    expect(requests).toEqual([]);
  } finally {
    server.close();
  }
});

test("stops printing when the request is aborted, and prints the next page", async () => {
  const abort = new AbortController();
  const long = page(Array.from({ length: 20_000 }, () => "<p>words</p>").join(""));
  const printing = printer.print(long, abort.signal);
  const waiting = printer.print(page("waits"), abort.signal);
  const next = printer.print(page("next"), null);
  abort.abort(new Error("gone"));
  await expect(printing).rejects.toThrow("gone");
  await expect(waiting).rejects.toThrow("gone");
  expect((await readPdf(await next)).pages[0]).toContain("next");
});

test("rejects a page while too many wait", async () => {
  const printer = openPrinter({ executablePath, mostWaiting: 1 });
  try {
    const first = printer.print(page("first"), null);
    await expect(printer.print(page("second"), null)).rejects.toMatchObject({ code: "server-busy" });
    await first;
    await expect(printer.print(page("third"), null)).resolves.toBeInstanceOf(Uint8Array);
  } finally {
    await printer.close();
  }
});

test("rejects a page that takes too long or cannot be printed, and notifies the operator", async () => {
  const errors: unknown[] = [];
  const hasty = openPrinter({ executablePath, longest: 1, notice: (error) => errors.push(error) });
  await expect(hasty.print(page("slow"), null)).rejects.toMatchObject({ code: "not-printed" });
  await hasty.close();
  const missing = openPrinter({ executablePath: "/nowhere/chromium", notice: (error) => errors.push(error) });
  await expect(missing.print(page("none"), null)).rejects.toMatchObject({ code: "not-printed" });
  await missing.close();
  expect(errors).toHaveLength(2);
});

test("rejects a page as server-busy when the printer closes while printing it", async () => {
  await printer.print(page("started"), null);
  const printing = printer.print(page("more"), null);
  const refused = expect(printing).rejects.toMatchObject({ code: "server-busy" });
  await printer.close();
  await refused;
});
