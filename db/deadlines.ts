/** How long each step towards an answer of the database may take, in milliseconds. */
export interface Deadlines {
  /** Until one of the connections is free. */
  turnMs: number;
  /** Until a new connection stands. */
  dialMs: number;
  /** After which the server itself gives a statement up. */
  statementMs: number;
  /** After which the server gives up waiting for somebody else's lock. */
  lockMs: number;
  /** Until a query is answered, for a server that is silent. */
  queryMs: number;
  /** Until a transaction is committed. */
  transactionMs: number;
}

/** Together they keep every answer within six seconds: waiting for a turn, and then the longest of the rest. */
export const DEADLINES: Deadlines = {
  turnMs: 1_500,
  dialMs: 2_500,
  statementMs: 2_500,
  lockMs: 2_000,
  queryMs: 3_000,
  transactionMs: 4_000,
};
