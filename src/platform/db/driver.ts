import { registerHooks } from 'node:module'

type Mend = readonly [wrong: string, right: string]

/**
 * postgres.js 3.4.9 as it should be when the server goes away. The driver then writes to a socket that is gone, from a timer,
 * so that the whole process dies; it keeps the unsent bytes and a spent timer, so that the connection never sends again; it
 * forgets what was asked between an error and the close; and it answers the next question with the old refusal
 * (github.com/porsager/postgres issues 1154 and 1208). A COPY that PostgreSQL refuses at its end it never answers. Each is mended while the file is loaded; a version that reads differently
 * refuses to start, to be looked at (docs/decisions/0010).
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
    // What was asked between the error and the close is refused as well, instead of waiting for ever.
    ['!hadError && (query || sent.length)', ';(query || sent.length)'],
    // A COPY that is refused after its last row tells the stream, which waits for nothing else.
    [
      'stream && (stream.destroy(err), stream = null)',
      `stream && (stream.destroy(err), stream = null)
    final && (final(err), final = null)`,
    ],
    // The refusal a lost connection ended with is not the answer to the next question.
    ['closedTime = performance.now()', 'query = errorResponse = null\n    closedTime = performance.now()'],
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
