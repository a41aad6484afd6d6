import type { Deps } from '#platform/module/module.ts'
import type { Subscription } from '#platform/outbox/outbox.ts'
import { coverInstruments, todayOn } from './use-cases/cover-instruments.ts'
import {
  declareOpenness,
  followMakers,
  forgetInstrument,
  publishInstrument,
} from './use-cases/publish-entries.ts'
import { knownModes, knownUserKinds } from './domain/openness.ts'

const listOf = (value: unknown): string[] | undefined =>
  Array.isArray(value) ? value.map(String) : undefined

/** What the catalogue listens to. */
export const catalogueSubscriptions: Subscription<Deps>[] = [
  {
    name: 'catalogue.forget-purged',
    types: ['registry.instrument_purged'],
    handle: (tx, event) => forgetInstrument(tx, Number(event.payload['instrumentId'])),
  },
  {
    name: 'catalogue.follow-the-registry',
    types: ['registry.instrument_accepted', 'registry.instrument_changed', 'registry.instrument_withdrawn'],
    async handle(tx, { payload }, deps) {
      const instrumentId = Number(payload['instrumentId'])
      await publishInstrument(tx, instrumentId)
      await coverInstruments(tx, todayOn(deps), { instrumentId })
    },
  },
  {
    name: 'catalogue.follow-profiles',
    types: ['profiles.norms_changed', 'profiles.qualifications_changed'],
    handle: (tx, { unitId }, deps) => coverInstruments(tx, todayOn(deps), { unitId }),
  },
  {
    name: 'catalogue.follow-makers',
    types: ['registry.makers_changed'],
    handle: (tx) => followMakers(tx),
  },
  {
    name: 'catalogue.follow-booking-rules',
    types: ['booking.rules_set'],
    async handle(tx, { payload }) {
      const openTo = listOf(payload['openTo'])
      if (openTo === undefined) return
      const modes = listOf(payload['modes'])
      await declareOpenness(tx, [
        {
          instrumentId: Number(payload['instrumentId']),
          bookable: payload['bookable'] === true,
          openTo: knownUserKinds(openTo),
          modes: modes === undefined ? undefined : knownModes(modes),
        },
      ])
    },
  },
]
