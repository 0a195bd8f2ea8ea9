let answers: Map<string, unknown> | undefined;

/**
 * The answer to a first question that the server wrote into the page, by the URL it would be asked at; undefined where
 * it wrote none. Each is given once: asked again, the server is.
 */
export function takePageData(url: string): unknown {
  answers ??= readPageData();
  const answer = answers.get(url);
  answers.delete(url);
  return answer;
}

function readPageData(): Map<string, unknown> {
  const text = document.getElementById("page-data")?.textContent;
  return new Map(text ? Object.entries(JSON.parse(text) as Record<string, unknown>) : []);
}
