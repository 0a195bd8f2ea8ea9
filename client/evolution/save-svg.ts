/** The style properties that a file needs to look like the page; others do not matter outside it. */
const keptStyles = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "opacity",
  "font-family",
  "font-size",
  "font-weight",
  "text-anchor",
  "direction",
  "text-decoration-line",
] as const;

/**
 * Returns a drawing of the page as a self-contained file. Every colour and font is written on its element, the page's
 * colour is the background, the title and description are inside, and links are absolute.
 */
export function svgFile(svg: SVGSVGElement, { title, description }: { title: string; description: string }): Blob {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const [from, into] = [svg.querySelectorAll("*"), copy.querySelectorAll("*")];
  from.forEach((element, index) => {
    const written = into[index];
    if (written) writeStyle(element, written);
  });
  const { width, height } = svg.viewBox.baseVal;
  copy.removeAttribute("class");
  copy.removeAttribute("style");
  copy.setAttribute("xmlns", namespace);
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  const ground = elementOf("rect", { width: "100%", height: "100%", fill: paperOf(svg) });
  copy.prepend(elementOf("title", {}, title), elementOf("desc", {}, description), ground);
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(copy)}`;
  return new Blob([text], { type: "image/svg+xml" });
}

const namespace = "http://www.w3.org/2000/svg";

function writeStyle(element: Element, written: Element): void {
  const style = getComputedStyle(element);
  for (const name of keptStyles) {
    const value = style.getPropertyValue(name);
    if (value !== "") written.setAttribute(name, value);
  }
  for (const name of ["class", "style", "tabindex", "data-cell", "data-item", "role"]) written.removeAttribute(name);
  const href = written.getAttribute("href");
  if (href !== null) written.setAttribute("href", new URL(href, location.href).href);
}

function elementOf(name: string, attributes: Readonly<Record<string, string>>, text = ""): SVGElement {
  const element = document.createElementNS(namespace, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.textContent = text;
  return element;
}

function paperOf(svg: Element): string {
  return getComputedStyle(svg.ownerDocument.body.parentElement ?? svg).backgroundColor;
}
