/** What is judged: the report of a single instrument, or a record of another kind; SQL's check lists the same. */
export const reviewSubjects = ['instrument', 'record'] as const
export type ReviewSubject = (typeof reviewSubjects)[number]
