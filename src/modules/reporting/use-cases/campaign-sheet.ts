import type { Actor } from '#kernel/actor.ts'
import { inLocale, type Locale } from '#kernel/locale.ts'
import type { Deps } from '#platform/module/module.ts'
import type { WrittenSheet } from '#platform/sheets/write-sheet.ts'
import { type BoardFigures, noFigures, remainingOf } from '../domain/campaign-board.ts'
import type { OwedFigures } from '../domain/campaign-owed.ts'
import { reportStates } from '../domain/report-transitions.ts'
import { type BoardWish, readBoard } from './read-campaign.ts'

const share = (part: number, whole: number): number | '' =>
  whole === 0 ? '' : Math.round((part / whole) * 1000) / 10

const cellsOf = (figures: BoardFigures) => [
  ...[figures.instruments, figures.mustReport, figures.mayReport, figures.undecided, figures.excused],
  ...reportStates.map((state) => figures.byState[state]),
  ...[figures.handedIn, share(figures.handedIn, figures.mustReport)],
  ...[figures.accepted, share(figures.accepted, figures.mustReport)],
  ...[remainingOf(figures), figures.lateInUnit, figures.lateInProvince],
]
const columns = [
  ...['instruments', 'must', 'may', 'undecided', 'excused', ...reportStates],
  ...[
    'handed_in',
    'handed_in_share',
    'accepted_count',
    'accepted_share',
    'remaining',
    'late_unit',
    'late_province',
  ],
]

const owedCells = (owed: readonly OwedFigures[]) =>
  owed.flatMap((one) => [one.owed, one.handedIn, one.lateInUnit])
const owedColumns = (owed: readonly OwedFigures[]) =>
  owed.flatMap(({ kind }) => [`owed_${kind}`, `owed_${kind}_handed_in`, `owed_${kind}_late`])

/** The board as a sheet: a row for each group, one for the whole, and what it was computed by. */
export async function campaignSheet(
  deps: Pick<Deps, 'db' | 'clock' | 'words'>,
  actor: Actor,
  id: number,
  wish: BoardWish,
  locale: Locale,
): Promise<WrittenSheet> {
  const { campaign, rows, total, totalOwed, asOf } = await readBoard(deps, actor, id, wish)
  const say = (code: string, details: object = {}) =>
    deps.words.say(locale, `campaign.sheet.${code}`, details)
  const lines = [
    ...rows.map((row) => [
      ...[inLocale(row.name, locale) || say('unknown'), row.units],
      ...[...cellsOf(row.figures), row.prompts, row.promptedOn ?? '', ...owedCells(row.owed)],
    ]),
    [
      say('total'),
      rows.reduce((sum, row) => sum + row.units, 0),
      ...cellsOf(total),
      '',
      '',
      ...owedCells(totalOwed),
    ],
    [say('basis', { ruleSet: campaign.ruleSet, reportBy: campaign.reportBy, asOf })],
  ]
  return {
    name: campaign.name,
    header: [
      ...[say(`by_${wish.by}`), say('units'), ...columns.map((column) => say(column))],
      ...[say('prompts'), say('prompted_on'), ...owedColumns(totalOwed).map((column) => say(column))],
    ],
    rows: (async function* () {
      yield* lines
    })(),
    widths: [36, 8, ...cellsOf(noFigures).map(() => 12), 10, 14, ...owedCells(totalOwed).map(() => 12)],
  }
}
