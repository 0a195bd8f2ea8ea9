import { readFileSync } from "node:fs";

const lines = readFileSync("server/deploy/Dockerfile", "utf8").split("\n");
const image = lines.slice(lines.findLastIndex((line) => line.startsWith("FROM ")));

test("the image installs nothing itself, runs as a person without rights, and says whether it is healthy", () => {
  const instructions = image.filter((line) => /^[A-Z]+ /u.test(line));
  expect(instructions.filter((line) => /^RUN .*\bnpm\b/u.test(line))).toEqual([]);
  const names = instructions.map((line) => line.split(" ")[0]);
  expect(names.indexOf("USER")).toBeGreaterThan(names.lastIndexOf("RUN"));
  expect(names.slice(names.indexOf("USER"))).toEqual(["USER", "VOLUME", "EXPOSE", "HEALTHCHECK", "CMD"]);
  expect(image).toContain("USER node");
});

test("neither data nor installed packages are part of an image", () => {
  const ignored = readFileSync("server/deploy/Dockerfile.dockerignore", "utf8").split("\n");
  expect(ignored).toEqual(expect.arrayContaining([".git", "node_modules", "dist", "data"]));
});
