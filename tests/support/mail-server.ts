import { once } from 'node:events'
import { SMTPServer } from 'smtp-server'
import { freePort } from './server-process.ts'

/** A real mail server on loopback that can go away, come back, and break off in the middle of a mail. */
export interface MailServer {
  readonly url: string
  /** Every mail taken, as it came. */
  readonly taken: { readonly to: string; readonly text: string }[]
  up(): Promise<void>
  down(): Promise<void>
  /** Breaks the connection while the next mail is being handed over. */
  breakNext(): void
  /** Refuses every mail to this address for good, until the server comes up anew. */
  refuse(address: string): void
}

/** Quoted-printable and base64 parts as text. */
function decoded(raw: string): string {
  const [head = '', ...rest] = raw.split('\r\n\r\n')
  const body = rest.join('\r\n\r\n')
  const subject = head.replaceAll(/=\?UTF-8\?([QB])\?([^?]*)\?=/gi, (_whole, kind: string, text: string) =>
    kind.toUpperCase() === 'B'
      ? Buffer.from(text, 'base64').toString()
      : Buffer.from(
          text
            .replaceAll('_', ' ')
            .replaceAll(/=([0-9A-F]{2})/g, (_w, hex: string) => String.fromCharCode(parseInt(hex, 16))),
          'latin1',
        ).toString(),
  )
  if (/transfer-encoding: base64/i.test(head))
    return `${subject}\n\n${Buffer.from(body, 'base64').toString()}`
  const bytes = body
    .replaceAll('=\r\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_whole, hex: string) => String.fromCharCode(parseInt(hex, 16)))
  return `${subject}\n\n${Buffer.from(bytes, 'latin1').toString()}`
}

export async function mailServer(): Promise<MailServer> {
  const port = await freePort()
  const taken: { to: string; text: string }[] = []
  const refused = new Set<string>()
  let breaking = false
  let server: SMTPServer | undefined
  const make = () =>
    new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      closeTimeout: 50,
      onRcptTo({ address }, _session, answer) {
        answer(
          refused.has(address)
            ? Object.assign(new Error('No such mailbox'), { responseCode: 550 })
            : undefined,
        )
      },
      onData(stream, session, answer) {
        const chunks: Buffer[] = []
        stream.on('data', (chunk: Buffer) => chunks.push(chunk))
        stream.on('end', () => {
          if (breaking) {
            breaking = false
            for (const connection of (
              server as unknown as { connections: Set<{ _socket: { destroy(): void } }> }
            ).connections)
              connection._socket.destroy()
            return
          }
          const text = decoded(Buffer.concat(chunks).toString())
          for (const { address } of session.envelope.rcptTo) taken.push({ to: address, text })
          answer()
        })
      },
    })
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    async up() {
      refused.clear()
      server = make()
      server.on('error', () => undefined)
      const listening = server.listen(port, '127.0.0.1')
      await once(listening, 'listening')
    },
    async down() {
      const going = server
      server = undefined
      if (going !== undefined) await new Promise<void>((gone) => going.close(gone))
    },
    breakNext() {
      breaking = true
    },
    refuse(address) {
      refused.add(address)
    },
  }
}
