/**
 * Loaded before the program when a story is to happen at another time: every clock of the process goes ahead by
 * `AHEAD` milliseconds, as if the machine's had been set.
 */
const ahead = Number(process.env['AHEAD'] ?? '0')
const RealDate = Date

globalThis.Date = class extends RealDate {
  constructor(...given: [] | ConstructorParameters<DateConstructor>) {
    if (given.length === 0) super(RealDate.now() + ahead)
    else super(...(given as [number]))
  }
  static override now(): number {
    return RealDate.now() + ahead
  }
} as DateConstructor
