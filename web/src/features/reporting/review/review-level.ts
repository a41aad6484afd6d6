/** Whose review: the unit's own, or the province's. */
export type ReviewLevel = 'unit' | 'province'
/** What is judged: reports of single instruments, or records of other kinds. */
export type ReviewSubject = 'instrument' | 'record'
