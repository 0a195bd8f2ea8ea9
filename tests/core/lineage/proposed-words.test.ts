import { type Proposed, runsOf } from "./drafts-of-words.ts";

/** Lists the runs of the last draft as "1 by Tavi| words", with the draft that added them and the proposal. */
async function proposals(texts: readonly string[], proposed: readonly Proposed[]): Promise<string[]> {
  const clauses = await runsOf(texts, proposed);
  return clauses.flat().map((run) => `${run.broughtBy.id}${run.proposed ? ` by ${run.proposed}` : ""}| ${run.text}`);
}

const first = "Each Party shall publish a plan for its networks every two years";
const second = first.replace("every two years", "with the costs of each network, every two years");

describe("words that were proposed", () => {
  test("name their proposal in the draft that added them", async () => {
    expect(await proposals([first, second], [[1, "the costs of each network", "Tavi"]])).toEqual([
      "0| Each Party shall publish a plan for its networks",
      "1| with",
      "1 by Tavi| the costs of each network",
      "1| ,",
      "0| every two years",
    ]);
  });

  test("name their proposal in later drafts too", async () => {
    expect(await proposals([first, second, `${second} at least`], [[1, "the costs of each", "Tavi"]])).toEqual([
      "0| Each Party shall publish a plan for its networks",
      "1| with",
      "1 by Tavi| the costs of each",
      "1| network,",
      "0| every two years",
      "2| at least",
    ]);
  });

  test("name no proposal for words that an earlier draft has", async () => {
    expect(await proposals([first, second], [[1, "networks with the costs", "Tavi"]])).toEqual([
      "0| Each Party shall publish a plan for its networks",
      "1 by Tavi| with the costs",
      "1| of each network,",
      "0| every two years",
    ]);
  });

  test("name the first of several proposals of the same words", async () => {
    const proposed: Proposed[] = [
      [1, "the costs", "Tavi"],
      [1, "with the costs of each", "Oro"],
    ];
    expect((await proposals([first, second], proposed)).filter((line) => line.includes("by"))).toEqual([
      "1 by Oro| with",
      "1 by Tavi| the costs",
      "1 by Oro| of each",
    ]);
  });

  test("of the first draft name their proposals", async () => {
    expect(await proposals([first], [[0, "a plan", "Tavi"]])).toEqual([
      "0| Each Party shall publish",
      "0 by Tavi| a plan",
      "0| for its networks every two years",
    ]);
  });
});

test("the origins of words leave more time for others if there are more clauses", async () => {
  let pauses = 0;
  const pause = (): Promise<void> => {
    pauses += 1;
    return Promise.resolve();
  };
  await runsOf(["Parties meet"], [], pause);
  const alone = pauses;
  await runsOf(["Parties meet\nParties pay\nParties report"], [], pause);
  expect(pauses - alone).toBeGreaterThan(alone);
});
