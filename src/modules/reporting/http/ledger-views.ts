import { inLocale, type Locale } from '#kernel/locale.ts'
import { type Fen, wanFromFen } from '#kernel/money.ts'
import { type Instant, isoIn } from '#kernel/time.ts'
import type { Words } from '#platform/i18n/words.ts'
import type {
  LedgerGroupView,
  LedgerImportRowView,
  LedgerImportView,
  LedgerProblemView,
  LedgerProposalView,
  LedgerRowView,
} from '../contract/ledger.ts'
import type { LedgerAnswerView, LedgerSuggestionsView } from '../contract/ledger-answers.ts'
import { suggestionView } from './suggestion-handlers.ts'
import { isTarget, type LedgerElement, madeNumber, type RowProblem } from '../domain/ledger-element.ts'
import { isFixable, type ProblemGroup } from '../domain/ledger-groups.ts'
import { isAtWork, possibleActs } from '../domain/ledger-import.ts'
import type { LedgerImport } from '../data/ledger-import-repository.ts'
import type { LedgerSheet } from '../domain/ledger-sheets.ts'
import { placeOf, withPlaces } from '../use-cases/ledger-places.ts'
import type { LedgerSuggestions } from '../use-cases/answer-ledger.ts'
import type { ShownAnswer } from '../use-cases/row-suggestions.ts'
import type { ShownImport, ShownProposal, ShownRow } from '../use-cases/read-ledger-import.ts'

/** What views are worded with. */
export interface Reader {
  readonly words: Words
  readonly locale: Locale
  readonly zone: string
  readonly now: Instant
  readonly elements: readonly LedgerElement[]
  readonly sheets: readonly LedgerSheet[]
}

/** Rows a second and what is left, from what the job has done so far. */
export function pace(
  ledger: Pick<LedgerImport, 'state' | 'processed' | 'stageStartedAt' | 'rowCount' | 'good'>,
  now: Instant,
) {
  if (!isAtWork(ledger.state) || ledger.stageStartedAt === null) return { rowsPerSecond: 0 }
  const seconds = Math.max(0.5, (now - ledger.stageStartedAt) / 1000)
  const rowsPerSecond = Math.round(ledger.processed / seconds)
  const all = ledger.state === 'importing' ? ledger.good : ledger.rowCount
  if (rowsPerSecond === 0 || all === 0) return { rowsPerSecond }
  return { rowsPerSecond, secondsLeft: Math.ceil(Math.max(0, all - ledger.processed) / rowsPerSecond) }
}

/** An import without its columns and problems. */
export function headView(ledger: LedgerImport, zone: string, now: Instant): LedgerImportRowView {
  const { unitId, id, fileName, sizeBytes, state, format, encoding, sheetName, headerRow } = ledger
  const { rowCount, processed, good, bad, created, updated, unchanged, startedByName } = ledger
  return {
    ...{ unitId, id, fileName, sizeBytes, state, format, encoding, sheetName, headerRow },
    ...{ rowCount, processed, good, bad, created, updated, unchanged, startedByName },
    ...pace(ledger, now),
    startedAt: isoIn(ledger.startedAt, zone),
    ...(ledger.finishedAt === null ? {} : { finishedAt: isoIn(ledger.finishedAt, zone) }),
    acts: [...possibleActs(state)],
  }
}

function problemView(problem: RowProblem, reader: Reader): LedgerProblemView {
  const { element, code, level, from, to, likely } = problem
  const definition = reader.elements.find(({ id }) => id === element)
  return {
    ...{ element, code, level },
    label: definition === undefined ? '' : inLocale(definition.label, reader.locale),
    message: reader.words.say(reader.locale, code, {
      ...withPlaces(problem, reader.sheets),
      from: from ?? '',
      to: to ?? '',
    }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(likely === undefined ? {} : { likely }),
  }
}

/** The example speaks for the group: what is likely for one row is not said of all. */
function exampleOf({ example, likely }: ProblemGroup): RowProblem {
  const shared = Object.fromEntries(Object.entries(example).filter(([key]) => key !== 'likely')) as RowProblem
  return likely === undefined ? shared : { ...shared, likely }
}

const groupView = (group: ProblemGroup, reader: Reader): LedgerGroupView => ({
  ...problemView(exampleOf(group), reader),
  count: group.count,
  ...placeOf(group.row, reader.sheets),
  varies: group.varies === true,
  fixable: group.common && isFixable(group.code),
})

function withoutColumn(ledger: LedgerImport, reader: Reader) {
  const carried = new Set(ledger.columns.map(({ element }) => element))
  const made = carried.has(madeNumber)
  return reader.elements
    .filter(
      (element) =>
        isTarget(element) && element.required && element.emptyAs === undefined && !carried.has(element.id),
    )
    .filter(({ id }) => !(made && id === 'innerId'))
    .map(({ id, label }) => ({ element: id, label: inLocale(label, reader.locale) }))
}

/** An import as its page shows it. */
export function importView({ ledger, proposals, verdicts }: ShownImport, reader: Reader): LedgerImportView {
  return {
    ...headView(ledger, reader.zone, reader.now),
    whole: ledger.whole,
    sheets: ledger.sheets.map(({ name, read, rows, leftOut }) => ({ name, read, rows, leftOut })),
    proposals: [...proposals],
    verdicts: Object.fromEntries(verdicts.map(({ verdict, count }) => [verdict, count])),
    columns: ledger.columns
      .filter(({ position }) => position >= 0)
      .map(({ position, heading, samples, element, valueUnit, certainty, hidden = false }) => ({
        ...{ position, heading, element, valueUnit, certainty, hidden },
        samples: [...samples],
      })),
    makesNumber: ledger.columns.some(({ element }) => element === madeNumber),
    refusals: ledger.refusals.map((refusal) => ({
      ...refusal,
      message: reader.words.say(reader.locale, refusal.code, refusal),
    })),
    groups: ledger.groups.map((group) => groupView(group, reader)),
    withoutColumn: withoutColumn(ledger, reader),
  }
}

/** A row of the preview. */
export const rowView = (row: ShownRow, reader: Reader): LedgerRowView => ({
  no: row.no,
  ...placeOf(row.no, reader.sheets),
  verdict: row.verdict,
  name: String(row.elements['cname'] ?? ''),
  innerId: String(row.elements['innerId'] ?? ''),
  cells: [...row.cells],
  problems: row.problems.map((problem) => problemView(problem, reader)),
  changes: row.changes.map(({ label, ...change }) => ({ ...change, label: inLocale(label, reader.locale) })),
  ...(row.instrumentId === null ? {} : { instrumentId: row.instrumentId }),
  suggestions: row.suggestions.map((one) => suggestionView(one, reader.words, reader.locale)),
  answers: row.answers.map((one) => answerView(one, reader)),
})

const answerView = ({ value, elementLabel, ...answer }: ShownAnswer, reader: Reader): LedgerAnswerView => ({
  ...{ element: answer.element, label: answer.label, answer: answer.answer, byName: answer.byName },
  elementLabel: inLocale(elementLabel, reader.locale),
  value: typeof value === 'object' ? [...value] : value,
})

/** What is suggested for rows, and what was answered. */
export const suggestionsView = (
  { rows, answered, looked, next }: LedgerSuggestions,
  reader: Reader,
): LedgerSuggestionsView => ({
  items: rows.map(({ suggestions, ...row }) => ({
    ...{ ...row, ...placeOf(row.no, reader.sheets) },
    suggestions: suggestions.map((one) => suggestionView(one, reader.words, reader.locale)),
  })),
  answered: answered.map((one) => ({ ...answerView(one, reader), rows: [...one.rows] })),
  looked,
  ...(next === undefined ? {} : { next }),
})

const worthOf = (worth: Fen | null) => (worth === null ? {} : { worthWan: wanFromFen(worth) })

/** A proposal with what it speaks of, as the registry and the file have it. */
export const proposalView = (
  proposal: ShownProposal,
  sheets: readonly LedgerSheet[],
): LedgerProposalView => ({
  key: proposal.key,
  kind: proposal.kind,
  certainty: proposal.certainty,
  reasons: [...proposal.reasons],
  instruments: proposal.instruments.map(({ id, innerId, name, model, bookedOn, worthFen }) => ({
    ...{ id, innerId, name, model, bookedOn, ...worthOf(worthFen) },
  })),
  rows: proposal.told.map(({ no, number, name, model, bookedOn, worthWan }) => ({
    ...{ no, ...placeOf(no, sheets), innerId: number, name, model, bookedOn },
    ...{ ...(worthWan === null ? {} : { worthWan }) },
  })),
  decision: proposal.decision,
  applied: proposal.appliedAt !== null,
  ...(proposal.decidedByName === '' ? {} : { decidedByName: proposal.decidedByName }),
  ...(proposal.disposedOn === null ? {} : { disposedOn: proposal.disposedOn }),
  ...(proposal.obstacle === null ? {} : { obstacle: proposal.obstacle }),
})
