import type { Actor } from '#kernel/actor.ts'
import { dateIn, type Instant } from '#kernel/time.ts'
import { addPicture, type Instrument, nextVersion, removePicture } from '#modules/registry/index.ts'
import type { Tx } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { judgedVersions } from '../data/report-step-repository.ts'
import { needsNoReview } from '../domain/review-rules.ts'
import { noteReopened } from './note-reopened.ts'
import { reviewRulesOn } from './review-rules-in-force.ts'

type Changing = Pick<Deps, 'db' | 'clock'>

/** The element of the national sheet that pictures stand for. */
const pictureElement = 'image'

/**
 * The version a change of pictures belongs to: a draft nobody has judged goes on; anything else gets a new version and is
 * a draft again, or stays accepted where the dated rules say that pictures need no review.
 */
const versionFor = (actor: Actor, now: Instant) => async (tx: Tx, instrument: Instrument) => {
  const { state, version, acceptedVersion } = instrument
  const judged = (await judgedVersions(tx, [instrument])).size > 0
  if (state === 'draft' && !judged && version !== acceptedVersion) return version
  const rules = await reviewRulesOn(tx, dateIn(now, 'Asia/Shanghai'))
  const change = { elements: [pictureElement], problems: instrument.problems, secretWords: 0 }
  const stays = state === 'accepted' && needsNoReview(change, rules)
  const next = await nextVersion(tx, actor, now, instrument, stays)
  const { unitId, id, innerId } = instrument
  const became = stays ? { amended: true as const } : state === 'draft' ? {} : { reopenedFrom: state }
  await noteReopened(tx, actor, now, [{ unitId, id, innerId, version: next, outcome: 'updated', ...became }])
  return next
}

/** Adds a picture to an instrument; what was accepted is reviewed with it. Answers its id. */
export const addReportPicture = (
  deps: Changing,
  actor: Actor,
  upload: { instrumentId: number; name: string; bytes: AsyncIterable<Uint8Array> },
): Promise<number> => addPicture(deps, actor, upload, versionFor(actor, deps.clock.now()))

/** Takes a picture away; versions that had it keep it. */
export const removeReportPicture = (
  deps: Changing,
  actor: Actor,
  of: { instrumentId: number; pictureId: number },
): Promise<void> => removePicture(deps, actor, of, versionFor(actor, deps.clock.now()))
