import type { RowProblem } from './ledger-element.ts'

/** What is compared of a row; `no` is its number in the file. */
export interface RowKey {
  readonly no: number
  /** Asset number; '' when the ledger has none and it is made from `identity`. */
  readonly innerId: string
  /** Name, model and date; '' when one of them is missing. */
  readonly thing: string
  /** What a made number is made from. */
  readonly identity: string
  /** Digest of everything the row says. */
  readonly content: string
}

/** What comparing the rows adds to one of them. */
export interface RowFinding {
  readonly innerId?: string
  readonly problems: readonly RowProblem[]
  /** The row says what another says already, so it is left out. */
  readonly repeats?: boolean
}

const byContent = (a: RowKey, b: RowKey) => a.content.localeCompare(b.content) || a.no - b.no
const othersOf = (row: RowKey, group: readonly RowKey[]) =>
  group
    .filter(({ no }) => no !== row.no)
    .slice(0, 5)
    .map(({ no }) => no)
    .join(', ')

/** Rows with one asset number: equal ones count once, different ones all come back, for nobody can tell which is right. */
function sameNumber(group: readonly RowKey[]): [number, RowFinding][] {
  const contents = new Set(group.map(({ content }) => content))
  if (contents.size > 1)
    return group.map((row) => [
      row.no,
      {
        problems: [
          {
            element: 'innerId',
            code: 'ledger.number_twice',
            level: 'error',
            from: row.innerId,
            rows: othersOf(row, group),
          },
        ],
      },
    ])
  return group
    .toSorted(byContent)
    .slice(1)
    .map((row) => [
      row.no,
      {
        repeats: true,
        problems: [
          { element: '', code: 'ledger.repeated_row', level: 'warning', rows: othersOf(row, group) },
        ],
      },
    ])
}

/**
 * Numbers for rows without one, from a digest of what identifies them. Equal rows are taken as so many instruments and
 * counted in the order of their content, so that neither the order of the rows nor a second import changes a number.
 */
function madeNumbers(group: readonly RowKey[], digest: (text: string) => string): [number, RowFinding][] {
  return group.toSorted(byContent).map((row, i) => {
    const base = `R-${digest(row.identity)}`
    const innerId = i === 0 ? base : `${base}-${i + 1}`
    const problems: RowProblem[] =
      group.length === 1
        ? []
        : [{ element: '', code: 'ledger.same_rows', level: 'warning', rows: othersOf(row, group) }]
    return [row.no, { innerId, problems }]
  })
}

function groupsBy(rows: readonly RowKey[], key: (row: RowKey) => string): RowKey[][] {
  const groups = new Map<string, RowKey[]>()
  for (const row of rows) {
    const of = key(row)
    if (of === '') continue
    const there = groups.get(of)
    if (there === undefined) groups.set(of, [row])
    else there.push(row)
  }
  return [...groups.values()]
}

/** Findings by row number; rows about which there is nothing to say are not in it. */
export function compareRows(
  rows: readonly RowKey[],
  digest: (text: string) => string,
): Map<number, RowFinding> {
  const findings = new Map<number, RowFinding>()
  const add = (no: number, finding: RowFinding) => {
    const there = findings.get(no)
    findings.set(
      no,
      there === undefined
        ? finding
        : { ...there, ...finding, problems: [...there.problems, ...finding.problems] },
    )
  }
  const numbered = rows.filter(({ innerId }) => innerId !== '')
  for (const group of groupsBy(numbered, ({ innerId }) => innerId))
    if (group.length > 1) for (const [no, finding] of sameNumber(group)) add(no, finding)
  for (const group of groupsBy(rows, ({ innerId, identity }) => (innerId === '' ? identity : '')))
    for (const [no, finding] of madeNumbers(group, digest)) add(no, finding)
  for (const group of groupsBy(numbered, ({ thing }) => thing)) {
    if (new Set(group.map(({ innerId }) => innerId)).size < 2) continue
    for (const row of group)
      add(row.no, {
        problems: [{ element: '', code: 'ledger.same_thing', level: 'warning', rows: othersOf(row, group) }],
      })
  }
  return findings
}
