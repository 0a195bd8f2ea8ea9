import { Session } from "node:inspector/promises";

/** Functions listed for a turn. */
const mostListed = 12;
/** Time between two samples, in µs. */
const interval = 500;

interface CallNode {
  id: number;
  callFrame: { functionName: string; url: string; lineNumber: number };
  children?: number[];
}

/** Samples what the main thread does, to name the work of its longest turn. Slows it down somewhat. */
export async function sampleMainThread(): Promise<(turn: { from: number; to: number }) => Promise<string[]>> {
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.setSamplingInterval", { interval });
  await session.post("Profiler.start");
  const offset = Number(process.hrtime.bigint()) / 1e6 - performance.now();
  return async ({ from, to }) => {
    const { profile } = await session.post("Profiler.stop");
    session.disconnect();
    const nodes = new Map((profile.nodes as CallNode[]).map((node) => [node.id, node]));
    const parents = new Map<number, number>();
    for (const { id, children = [] } of nodes.values()) for (const child of children) parents.set(child, id);
    const total = new Map<string, number>();
    let now = profile.startTime;
    for (const [at, sample] of (profile.samples ?? []).entries()) {
      const delta = profile.timeDeltas?.[at] ?? 0;
      now += delta;
      if (now / 1000 < from + offset || now / 1000 > to + offset) continue;
      const seen = new Set<string>();
      for (let id: number | undefined = sample; id !== undefined; id = parents.get(id)) {
        const frame = nodes.get(id)?.callFrame;
        if (frame) seen.add(nameOf(frame));
      }
      for (const name of seen) total.set(name, (total.get(name) ?? 0) + delta / 1000);
    }
    const heaviest = [...total].filter(([name]) => !name.startsWith("(root)")).sort(([, a], [, b]) => b - a);
    return heaviest.slice(0, mostListed).map(([name, ms]) => `${ms.toFixed(0)} ms ${name}`);
  };
}

function nameOf({ functionName, url, lineNumber }: CallNode["callFrame"]): string {
  return `${functionName || "(anonymous)"} ${url.replace(/^.*\//u, "")}:${String(lineNumber + 1)}`;
}
