import { waitingContract } from './contract/waiting.ts'

export type { WaitingEntryView } from './contract/waiting.ts'

export const allocationContract = { ...waitingContract } as const
