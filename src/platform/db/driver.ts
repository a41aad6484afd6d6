import { registerHooks } from 'node:module'

type Mend = readonly [wrong: string, right: string]

/**
 * postgres.js 3.4.9 as it should be when the server goes away while a connection is reserved, as it is for every
 * transaction. The driver then writes to a socket that is gone: from a timer, so the whole process dies; it keeps the
 * unsent bytes and a spent timer, so that the connection never sends again; it hands the dead connection back to the pool
 * as a live one, and answers the next question with the old refusal (github.com/porsager/postgres issues 1154 and 1208). Each is mended while the file is loaded; a
 * version that reads differently refuses to start, to be looked at.
 */
const mends: Readonly<Record<string, readonly Mend[]>> = {
  'connection.js': [
    [
      'const x = socket.write(chunk, fn)',
      `if (socket === null) {
      const gone = Errors.connection('CONNECTION_CLOSED', options, socket)
      chunk = nextWriteTimer = null
      if (typeof fn === 'function') fn(gone)
      error(gone)
      return false
    }
    const x = socket.write(chunk, fn)`,
    ],
    ...[
      'if (socket) {',
      "socket.removeListener('data', data)\n    socket.removeListener('connect', connected)\n    idle",
    ].map(
      (next): Mend => [
        `clearImmediate(nextWriteTimer)\n    ${next}`,
        `clearImmediate(nextWriteTimer)\n    chunk = nextWriteTimer = null\n    ${next}`,
      ],
    ),
    // The refusal a lost connection ended with is not the answer to the next question.
    ['closedTime = performance.now()', 'query = errorResponse = null\n    closedTime = performance.now()'],
  ],
  'index.js': [
    ['c.reserved.release = true\n', 'c.reserved.release = true\n    const mine = c.reserved\n'],
    ['sql.release = () => {\n', 'sql.release = () => {\n      if (c.reserved !== mine) return\n'],
    [
      'function handler(q) {\n      c.queue === full\n        ? queue.push(q)\n        : c.execute(q) || move(c, full)\n    }\n  }\n\n  async function begin',
      `function handler(q) {
      if (c.reserved !== mine) return q.reject(Errors.connection('CONNECTION_CLOSED', options))
      c.queue === full
        ? queue.push(q)
        : c.execute(q) || move(c, full)
    }
  }

  async function begin`,
    ],
  ],
}

function mended(text: string, list: readonly Mend[]): string {
  return list.reduce((before, [wrong, right]) => {
    if (before.split(wrong).length !== 2)
      throw new Error(`The database driver reads differently; look at ${import.meta.filename}`)
    return before.replace(wrong, () => right)
  }, text)
}

const hooks = registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context)
    const list = mends[/\/postgres\/src\/([^/]+)$/.exec(url)?.[1] ?? '']
    if (list === undefined || loaded.source === undefined) return loaded
    const source = typeof loaded.source === 'string' ? loaded.source : new TextDecoder().decode(loaded.source)
    return { ...loaded, source: mended(source, list) }
  },
})
export const { default: postgres } = await import('postgres')
hooks.deregister()
