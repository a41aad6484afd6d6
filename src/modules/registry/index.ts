/** The door for other modules. */
export type { CodeEntry, CodeTable, CodeTables } from './domain/code-table.ts'
export {
  type ElementDefinition,
  type ElementDictionary,
  headingOf,
  nationalOrder,
} from './domain/element-dictionary.ts'
export { carriedOver, cellOf, isExampleRow, valueOf } from './domain/sheet-cells.ts'
export {
  type Attached,
  attachedParts,
  numberElement,
  numberOf,
  type ResourceKind,
  resourceKinds,
  type ResourceRecord,
} from './domain/resource-record.ts'
export {
  completeRecordsBeside,
  lockedRecordsByNumber,
  lockedResourceRecords,
  moveRecords,
  recordContentAt,
  type RecordVersion,
  recordVersions,
  resourceRecordById,
  resourceRecordCounts,
  resourceRecords,
} from './data/resource-record-repository.ts'
export { isFilledByPeople } from './use-cases/import-template.ts'
export {
  errorsOf,
  type RecordGround,
  recordGround,
  type RecordNeedsNoReview,
  type RecordsSaved,
  type RecordToSave,
  saveRecords,
} from './use-cases/save-records.ts'
export { holds } from './domain/condition.ts'
export type { ElementProblem, ProblemCode, Suggestion } from './domain/element-problem.ts'
export type { DaySpan, Elements, ElementValue, Instrument, InstrumentState } from './domain/instrument.ts'
export { suggestions } from './domain/code-suggestion.ts'
export { cleanElements, differingElements } from './domain/derived-figures.ts'
export {
  errorsAmong,
  problemsOf,
  problemsOfElement,
  type ValidationGround,
} from './domain/element-validation.ts'
export {
  instrumentById,
  instrumentsById,
  lockedInstrument,
  lockedInstruments,
} from './data/instrument-repository.ts'
export {
  countsByState,
  type FigureCase,
  type FigureMatch,
  instrumentList,
  type InstrumentListFilter,
  type InstrumentListRow,
  type StateCount,
} from './data/instrument-list-query.ts'
export {
  elementsOfVersion,
  type InstrumentMove,
  type InstrumentVersion,
  instrumentVersions,
  moveInstruments,
  setDisposed,
  setExcused,
  setNotSecret,
} from './data/instrument-steps.ts'
export { firstPictures, picturesAt, picturesOf } from './data/picture-repository.ts'
export { addPicture, removePicture } from './use-cases/pictures.ts'
export { nextVersion } from './use-cases/next-version.ts'
export { worthInClass } from './data/worth-query.ts'
export { displayed, displayedElements } from './domain/element-display.ts'
export {
  findByInnerIds,
  findSameNumbers,
  findSameThings,
  type KnownInstrument,
  type SameThing,
  type Thing,
} from './data/instrument-search.ts'
export {
  aliases,
  calendarDays,
  codeTable,
  dictionaryByVersion,
  elementDictionary,
  forgetReference,
  type ReferenceRows,
  type RuleSet,
  ruleSet,
  ruleSetVersions,
  tablesOf,
  validationGround,
} from './data/reference-reader.ts'
export { purgeRecord } from './data/instrument-purge.ts'
export { markingsIn, type SecrecyMarkings } from './domain/wording.ts'
export { secretMarkingsOn } from './use-cases/secrecy-in-force.ts'
export { loadReference, shippedReference } from './use-cases/load-reference.ts'
export {
  instrumentKind,
  type InstrumentToSave,
  type NeedsNoReview,
  type SavedInstrument,
  saveInstruments,
  type SaveResult,
} from './use-cases/save-instruments.ts'
export {
  type AcceptedInstrument,
  acceptedInstrument,
  acceptedInstrumentsAfter,
} from './data/accepted-query.ts'
export {
  type Descent,
  describedInstruments,
  type DescribedInstrument,
  type Kin,
  kinOf,
  ledgerNumbers,
  linkNumbers,
  linkParts,
  noteDescent,
  standingInstruments,
  type StandingInstrument,
  unlinkNumbers,
  unlinkPart,
} from './data/instrument-kinship.ts'
export { makerIndex, namesOfMakers } from './data/maker-reader.ts'
export { makersState } from './data/maker-repository.ts'
export {
  type ElementSuggestion,
  isTakeable,
  type SuggestionReason,
} from './domain/suggesting/instrument-suggestions.ts'
export { type Suggested, suggestElements } from './use-cases/suggest-elements.ts'
