/** What a sanction keeps somebody from: nothing, every booking, one instrument, one unit; the database's check lists the same. */
export const sanctionKinds = ['message', 'no_booking', 'instrument', 'unit'] as const
export type SanctionKind = (typeof sanctionKinds)[number]
