import type { Sql } from './sql.ts'

/** One connection to oneself until it is given back; used like the driver itself. */
export type Lease = Sql & { release(): void }

export interface LeasePool {
  readonly reserve: () => Promise<Lease>
  readonly end: () => Promise<void>
}

interface Member {
  readonly client: Sql
  lost: boolean
}

const connectionLost = () =>
  Object.assign(new Error('The connection to the database was lost'), { code: 'CONNECTION_LOST' })

/** What a lost connection answers: like the driver's own statement it says nothing until somebody awaits it or its stream. */
function lostStatement() {
  const lost: Promise<never> = Promise.reject(connectionLost())
  lost.catch(() => undefined)
  return Object.assign(lost, { writable: () => lost, readable: () => lost })
}

/**
 * A pool of drivers with one connection each. The driver's own `reserve` never settles when a connection is made anew after the
 * server was away, and a connection made anew in the middle of a transaction would run its rest outside of it: here, a
 * connection that was lost answers nothing any more and is replaced when it comes back (docs/decisions/0010).
 */
export function leasePool(open: (onLost: () => void) => Sql, size: number): LeasePool {
  const idle: Member[] = []
  const waiting: ((member: Member) => void)[] = []
  let members = 0
  let ended = false

  const opened = (): Member => {
    const member: Member = { client: open(() => (member.lost = true)), lost: false }
    return member
  }
  const acquire = (): Promise<Member> => {
    const member = idle.pop()
    if (member !== undefined) return Promise.resolve(member.lost ? replaced(member) : member)
    if (members < size) {
      members++
      return Promise.resolve(opened())
    }
    return new Promise((resolve) => waiting.push(resolve))
  }
  const replaced = (member: Member): Member => {
    void member.client.end({ timeout: 0 }).catch(() => undefined)
    return opened()
  }
  const giveBack = (member: Member): void => {
    const next = member.lost && !ended ? replaced(member) : member
    const first = waiting.shift()
    if (first === undefined) idle.push(next)
    else first(next)
  }

  return {
    async reserve() {
      if (ended) throw connectionLost()
      const member = await acquire()
      let given = false
      const guarded =
        <A extends unknown[], R>(ask: (...args: A) => R) =>
        (...args: A): R =>
          member.lost || given ? (lostStatement() as R) : ask(...args)
      const { client } = member
      return Object.assign(guarded(client as unknown as (...args: unknown[]) => unknown), {
        options: client.options,
        unsafe: guarded((text: string, values?: never[], how?: object) => client.unsafe(text, values, how)),
        release() {
          if (given) return
          given = true
          giveBack(member)
        },
      }) as unknown as Lease
    },
    async end() {
      ended = true
      await Promise.all(idle.map(({ client }) => client.end({ timeout: 5 })))
    },
  }
}
