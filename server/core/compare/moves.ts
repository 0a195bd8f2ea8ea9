import type { WordMap } from "#core/compare/word-map.ts";

export function findMoves(_map: WordMap): void {}
