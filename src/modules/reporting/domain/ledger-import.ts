/** The life of one import of a ledger; the database's check lists the same. */
export const importStates = [
  'reading',
  'unreadable',
  'mapping',
  'checking',
  'checked',
  'importing',
  'done',
  'cancelled',
] as const
export type ImportState = (typeof importStates)[number]

/** What becomes of a row; the database's check lists the same. */
export const rowVerdicts = ['unchecked', 'new', 'changed', 'same', 'bad', 'skipped'] as const
export type RowVerdict = (typeof rowVerdicts)[number]

export const importActs = ['map', 'fix', 'decide', 'import', 'cancel'] as const
export type ImportAct = (typeof importActs)[number]

const actsIn: Readonly<Record<ImportState, readonly ImportAct[]>> = {
  reading: ['cancel'],
  unreadable: [],
  mapping: ['map', 'cancel'],
  checking: ['cancel'],
  checked: ['map', 'fix', 'decide', 'import', 'cancel'],
  importing: [],
  done: [],
  cancelled: [],
}

/** What may be done with an import in a state; the page offers only this. */
export const possibleActs = (state: ImportState): readonly ImportAct[] => actsIn[state]

/** Whether a job is at work, so that the page keeps asking. */
export const isAtWork = (state: ImportState): boolean => ['reading', 'checking', 'importing'].includes(state)
