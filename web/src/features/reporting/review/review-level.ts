/** Whose review: the unit's own, or the province's. */
export type ReviewLevel = 'unit' | 'province'
