import { type Instant, minute } from '#kernel/time.ts'
import type { VersionCause } from './instrument.ts'

/** How long a person may pause before the next save makes a version of its own, milliseconds. */
const longestPause = 30 * minute

/** Who made the version that stands, when and how. */
export interface VersionMade {
  readonly by: number | null
  readonly at: Instant
  readonly cause: VersionCause
}

/** Whether a save goes on with the version that stands: the same person, in the form, without a long pause. */
export const continuesSession = (
  made: VersionMade,
  save: { readonly by: number | undefined; readonly at: Instant; readonly cause: VersionCause },
): boolean =>
  save.cause === 'form' &&
  made.cause === 'form' &&
  made.by !== null &&
  made.by === save.by &&
  save.at - made.at <= longestPause
