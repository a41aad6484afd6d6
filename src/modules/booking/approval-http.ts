import type { Handlers } from '#platform/http/contract.ts'
import type { Deps } from '#platform/module/module.ts'
import { instantOf, isoIn } from '#kernel/time.ts'
import type { approvalContract } from './contract/approvals.ts'
import { decideBookings } from './use-cases/decide-booking.ts'
import { dismissDeputy, nameDeputy, showDeputies } from './use-cases/keep-deputies.ts'

const zone = 'Asia/Shanghai'

export const approvalHandlers: Handlers<typeof approvalContract, Deps> = {
  async decideBookings({ actor, body, locale }, deps) {
    const decided = await decideBookings(deps, actor, body)
    return {
      items: decided.map(({ bookingId, refusals }) => ({
        bookingId,
        refusals: refusals.map((refusal) => ({
          ...refusal,
          message: deps.words.say(locale, refusal.code, refusal),
        })),
      })),
    }
  },
  async bookingDeputies({ actor }, deps) {
    const deputies = await showDeputies(deps, actor)
    return {
      items: deputies.map(({ id, accountId, name, deputyName, from, until }) => ({
        ...{ id, name, deputyName, from: isoIn(from, zone), until: isoIn(until, zone) },
        mine: actor.kind === 'account' && actor.accountId === accountId,
      })),
    }
  },
  async nameBookingDeputy({ actor, body: { deputy, from, until } }, deps) {
    return { id: await nameDeputy(deps, actor, { deputy, from: instantOf(from), until: instantOf(until) }) }
  },
  async dismissBookingDeputy({ actor, params }, deps) {
    await dismissDeputy(deps, actor, params.deputyId)
    return undefined
  },
}
