// Loaded before a server: its clock is then wrong by CLOCK_OFF_MINUTES, as that of a machine may be.
const Right = globalThis.Date;
const now = () => Right.now() + Number(process.env.CLOCK_OFF_MINUTES) * 60_000;

class Wrong extends Right {
  // The framework copies what is Date's own.
  static UTC = Right.UTC;
  static parse = Right.parse;
  static now = now;

  constructor(...given) {
    super(...(given.length === 0 ? [now()] : given));
  }
}

globalThis.Date = Wrong;
