import { readWorth } from './ledger-numbers.ts'

/** A worth that fits its class when the other unit is believed, 万元. */
export interface WorthGuess {
  readonly wan: number
  readonly from: number
  readonly to: number
}

/** Fewer accepted instruments of a class than this say nothing of prices. */
const leastInstruments = 5
/** An instrument may cost so many times less or more than nine in ten of its class. */
const leeway = 5

/**
 * The worth an instrument most likely has when 元 and 万元 were mixed up: far outside what accepted instruments of its
 * class cost as written, inside in the other unit. The check is the ledger's, the bracket the class's.
 */
export function worthGuess(
  wan: number,
  known: {
    readonly instruments: number
    readonly worth: { readonly from: number; readonly to: number } | undefined
  },
): WorthGuess | undefined {
  if (known.worth === undefined || known.instruments < leastInstruments || !(wan > 0)) return undefined
  const bracket = { from: known.worth.from / leeway, to: known.worth.to * leeway }
  const written = [
    readWorth({ number: wan, unit: 'wan' }, 'wan', bracket),
    readWorth({ number: wan * 10_000, unit: 'wan' }, 'yuan', bracket),
  ] as const
  const asYuan = written[0].corrected === 'yuan' ? written[0].wan : undefined
  const tooSmall = wan < bracket.from && written[1].corrected === undefined && written[1].doubtful !== true
  const better = asYuan ?? (tooSmall ? written[1].wan : undefined)
  return better === undefined || better === wan ? undefined : { wan: better, ...known.worth }
}
