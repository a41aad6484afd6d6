/** Kinds of records besides the single instrument, by the names of their dictionaries; SQL's check lists the same. */
export const recordKinds = ['1', '2', '2-core', '3', '5', '7'] as const
