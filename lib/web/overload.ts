import type { IncomingMessage, ServerResponse } from "node:http";
import { hasBody } from "./refusal";

/** How many requests one process takes at a time, those in line included: a crowd that comes at once. */
const MOST = 100;
/** However slow answers are, so many are worked on; it is others that are waited for then. */
const FEWEST = 16;
/** Who would wait for much longer than this is better told to come back. */
const LATE_MS = 1_000;
/** A late answer costs a place, and so many in time win it back: a tenth of all may be late. */
const FOR_A_PLACE = 10;
/** So many turns of the event loop are given at a time to those who arrive. */
const TURNS_TO_HEAR = 50;

/** Liveness must be told under any load, files cost nothing, and open pages hold their stream for hours. */
const UNCOUNTED = /^\/(healthz|readyz|notifications\/stream|_next\/static)\b/;

const line: (() => void)[] = [];
/** Places there are, times `FOR_A_PLACE`. */
let room = MOST * FOR_A_PLACE;
let inProgress = 0;
let turnsToHear = TURNS_TO_HEAR;
let hasHeard = false;
let isTurning = false;

/**
 * Begins a request when it is its turn: at once where nobody is before it, else one in each turn of the
 * event loop. Many pages that are drawn in the same turn would keep the process from hearing of anything
 * else for seconds, so that even a refusal came late; one in each turn costs nobody anything.
 *
 * Those with a body have no place: somebody who sends it slowly would keep the place from others, and
 * what they ask for has limits of its own.
 *
 * @returns false when there is no place, of which there are as many as are answered within a second
 */
export function takePlace(request: IncomingMessage, response: ServerResponse, begin: () => void): boolean {
  hearOf();
  if (hasBody(request) || UNCOUNTED.test(request.url ?? "")) {
    begin();
    return true;
  }
  if (inProgress >= Math.floor(room / FOR_A_PLACE)) return false;
  inProgress += 1;
  watch(response, begin);
  if (isTurning) line.push(begin);
  else beginNow(begin);
  return true;
}

/** Somebody has come: who else is at the door is heard before the next page is begun. */
export function hearOf(): void {
  hasHeard = true;
}

/** Learns from how long the answer takes to begin, and gives the place back when it is over. */
function watch(response: ServerResponse, begin: () => void): void {
  const cameAt = performance.now();
  const writeHead = response.writeHead.bind(response) as (...given: unknown[]) => ServerResponse;
  response.writeHead = ((...given: unknown[]) => {
    const isLate = performance.now() - cameAt > LATE_MS;
    const wanted = isLate ? room - FOR_A_PLACE : room + 1;
    room = Math.min(Math.max(wanted, FEWEST * FOR_A_PLACE), MOST * FOR_A_PLACE);
    return writeHead(...given);
  }) as typeof response.writeHead;
  response.once("close", () => {
    inProgress -= 1;
    if (inProgress === 0) room = MOST * FOR_A_PLACE;
    const place = line.indexOf(begin);
    if (place >= 0) line.splice(place, 1);
  });
}

function beginNow(begin: () => void): void {
  turnsToHear = TURNS_TO_HEAR;
  nextTurn();
  begin();
}

function nextTurn(): void {
  isTurning = true;
  hasHeard = false;
  setImmediate(turn);
}

function turn(): void {
  isTurning = false;
  if (line.length === 0) return;
  if (hasHeard && turnsToHear > 0) {
    turnsToHear -= 1;
    nextTurn();
    return;
  }
  const next = line.shift();
  if (next) beginNow(next);
}
