import { AsyncResource } from "node:async_hooks";
import type { IncomingMessage, ServerResponse } from "node:http";
import { onceBegun } from "./beginning";
import { hasBody } from "./refusal";

/** How many requests one process takes at a time, those in line included: a crowd that comes at once. */
const PLACES = 100;
/** Of these, how many are worked on: as many as have a connection to the database, as it is set. */
const AT_ONCE = 10;
/** Where more come than there are places, who has stood in line for so long is sent away as well. */
const IN_LINE_MS = 500;
/** So many turns of the event loop are given at a time to those who arrive. */
const TURNS_TO_HEAR = 50;

/** Liveness must be told under any load, files cost nothing, and open pages hold their stream for hours. */
const UNCOUNTED = /^\/(healthz|readyz|notifications\/stream|_next\/static)\b/;

interface Waiting {
  cameAt: number;
  response: ServerResponse;
  begin(): void;
  refuse(): void;
}

const line: Waiting[] = [];
let inProgress = 0;
let isFlooded = false;
let turnsToHear = TURNS_TO_HEAR;
let hasHeard = false;
let isTurning = false;

/**
 * Begins a request when it is its turn: at once where nobody is before it, else one in each turn of the
 * event loop. Many pages that are drawn in the same turn would keep the process from hearing of anything
 * else for seconds, so that even a refusal came late; one in each turn costs nobody anything.
 *
 * A crowd that finds places is served, however long that takes. Where more come, the last are refused at
 * once, and those in line after a while.
 *
 * Those with a body have no place: somebody who sends it slowly would keep the place from others, and
 * what they ask for has limits of its own.
 *
 * @param begin answers the request; called once, or `refuse` is, or neither when its client has gone
 */
export function takePlace(
  request: IncomingMessage,
  response: ServerResponse,
  begin: () => void,
  refuse: () => void,
): void {
  hearOf();
  if (hasBody(request) || UNCOUNTED.test(request.url ?? "")) {
    begin();
    return;
  }
  if (inProgress + line.length >= PLACES) {
    isFlooded = true;
    sendAway();
    refuse();
    return;
  }
  // Whoever's answer makes room for it, it is a request of its own.
  const waiting = { cameAt: performance.now(), response, begin: AsyncResource.bind(begin), refuse };
  line.push(waiting);
  response.once("close", () => {
    const place = line.indexOf(waiting);
    if (place >= 0) line.splice(place, 1);
  });
  if (!isTurning) beginNext();
}

/** Somebody has come: who else is at the door is heard before the next page is begun. */
export function hearOf(): void {
  hasHeard = true;
}

/** Refuses those who have stood in line for too long. */
function sendAway(): void {
  const longAgo = performance.now() - IN_LINE_MS;
  while (line[0] && line[0].cameAt < longAgo) line.shift()?.refuse();
}

function beginNext(): void {
  if (isFlooded) sendAway();
  if (inProgress >= AT_ONCE) return;
  const next = line.shift();
  if (!next) {
    isFlooded = false;
    return;
  }
  inProgress += 1;
  // What is left when an answer has begun is to send it, as slowly as its reader likes.
  onceBegun(next.response, () => {
    inProgress -= 1;
    if (!isTurning) beginNext();
  });
  turnsToHear = TURNS_TO_HEAR;
  nextTurn();
  next.begin();
}

function nextTurn(): void {
  isTurning = true;
  hasHeard = false;
  setImmediate(turn);
}

function turn(): void {
  isTurning = false;
  if (line.length > 0 && hasHeard && turnsToHear > 0) {
    turnsToHear -= 1;
    nextTurn();
  } else beginNext();
}
