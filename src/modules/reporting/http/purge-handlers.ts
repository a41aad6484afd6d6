import type { Actor } from '#kernel/actor.ts'
import { inLocale, type Locale } from '#kernel/locale.ts'
import { instantOf, isoIn } from '#kernel/time.ts'
import type { Handlers } from '#platform/http/contract.ts'
import type { Deps } from '#platform/module/module.ts'
import type { purgeRoutes } from '../contract/purges.ts'
import { listPurges, purgeInstrument, settlePurgePlace } from '../use-cases/purge-instrument.ts'

const zone = 'Asia/Shanghai'

async function shown(deps: Deps, actor: Actor, locale: Locale) {
  const { purges, places } = await listPurges(deps, actor)
  return {
    items: purges.map(({ id, unitName, unitNameEn, instrumentId, purgedByName, removed, ...purge }) => ({
      ...{ purgeId: id, unitName, unitNameEn, instrumentId, purgedByName, removed: { ...removed } },
      recordedSince: isoIn(purge.recordedSince, zone),
      purgedAt: isoIn(purge.purgedAt, zone),
      places: purge.places.map(({ place, handledByName, handledAt, note }) => {
        const known = places.get(place)
        return {
          ...{ place, name: known === undefined ? place : inLocale(known, locale), note },
          ...(handledByName === null ? {} : { handledByName }),
          ...(handledAt === null ? {} : { handledAt: isoIn(instantOf(handledAt), zone) }),
        }
      }),
    })),
  }
}

/** Answers for purging what is secret. */
export const purgeHandlers: Handlers<typeof purgeRoutes, Deps> = {
  async purgeInstrument({ actor, params, body, locale }, deps) {
    await purgeInstrument(deps, actor, params.instrumentId, body.confirm)
    return shown(deps, actor, locale)
  },
  purges: ({ actor, locale }, deps) => shown(deps, actor, locale),
  async settlePurgePlace({ actor, params, body, locale }, deps) {
    await settlePurgePlace(deps, actor, { ...params, ...body })
    return shown(deps, actor, locale)
  },
}
