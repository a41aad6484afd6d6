import { lookup as resolve, type LookupAddress } from 'node:dns'
import { request as plainRequest } from 'node:http'
import { request as secureRequest } from 'node:https'
import type { LookupFunction } from 'node:net'
import { second } from '#kernel/time.ts'
import type { RobotRequest } from './robot-message.ts'
import { addressProblem, isPublicIp } from './webhook-address.ts'

/** Milliseconds for everything: finding, connecting, sending, being answered. */
const patience = 5 * second

/** Finds a host, and refuses it when any of its addresses leads inside: judged where the connection is made, not before. */
const publicOnly: LookupFunction = (host, options, done) => {
  resolve(host, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    const [first] = error === null ? addresses : []
    if (error !== null) done(error, '', 4)
    else if (first === undefined || !addresses.every(({ address }) => isPublicIp(address)))
      done(new Error('the address leads inside'), '', 4)
    else if (options.all === true) done(null, addresses)
    else done(null, first.address, first.family)
  })
}

/**
 * Posts a message and answers the status; follows no redirect, reads nothing of what comes back. Throws when the address
 * is not called, or nobody answers within five seconds.
 */
export function postMessage(
  message: RobotRequest,
  allowed: readonly string[],
  signal: AbortSignal,
): Promise<number> {
  const problem = addressProblem(message.address, allowed)
  if (problem !== undefined) return Promise.reject(new Error(problem))
  const url = new URL(message.address)
  const request = url.protocol === 'https:' ? secureRequest : plainRequest
  const both = AbortSignal.any([signal, AbortSignal.timeout(patience)])
  const { promise, resolve: answered, reject } = Promise.withResolvers<number>()
  const sending = request(
    url,
    {
      method: 'POST',
      agent: false,
      headers: {
        ...message.headers,
        'content-length': Buffer.byteLength(message.body),
        'user-agent': 'Gongyi',
      },
      signal: both,
      ...(allowed.includes(url.host) ? {} : { lookup: publicOnly }),
    },
    (response) => {
      answered(response.statusCode ?? 0)
      response.destroy()
    },
  )
  sending.on('error', (error) =>
    reject(both.aborted ? new Error('no answer in five seconds', { cause: error }) : error),
  )
  sending.end(message.body)
  return promise
}
