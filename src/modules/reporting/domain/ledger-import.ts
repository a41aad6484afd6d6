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

/** What a person does with an import. */
export const importActs = ['map', 'fix', 'decide', 'import', 'cancel'] as const
export type ImportAct = (typeof importActs)[number]
/** What a job does: give an unreadable file up, ask for the meaning of columns, know them, judge the rows, finish. */
export const importJobSteps = ['reject', 'ask', 'recognise', 'judge', 'finish'] as const
export type ImportJobStep = (typeof importJobSteps)[number]

type Ways = Readonly<Partial<Record<ImportState, ImportState>>>

/** The way of an import: act or step → from → to; `decide` stays where it is unless rows are judged anew. */
export const importTransitions: Readonly<Record<ImportAct | ImportJobStep, Ways>> = {
  map: { mapping: 'checking', checked: 'checking' },
  fix: { checked: 'checking' },
  decide: { checked: 'checked' },
  import: { checked: 'importing' },
  cancel: { reading: 'cancelled', mapping: 'cancelled', checking: 'cancelled', checked: 'cancelled' },
  reject: { reading: 'unreadable' },
  ask: { reading: 'mapping' },
  recognise: { reading: 'checking' },
  judge: { checking: 'checked' },
  finish: { importing: 'done' },
}

/** Where an act or a step leads from a state, if it may be taken there. */
export const importTransition = (
  act: ImportAct | ImportJobStep,
  from: ImportState,
): ImportState | undefined => importTransitions[act][from]

/** What may be done with an import in a state; the page offers only this. */
export const possibleActs = (state: ImportState): readonly ImportAct[] =>
  importActs.filter((act) => importTransition(act, state) !== undefined)

/** Whether a job is at work, so that the page keeps asking. */
export const isAtWork = (state: ImportState): boolean => ['reading', 'checking', 'importing'].includes(state)
