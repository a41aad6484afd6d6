import { refuse } from '#kernel/refusal.ts'

/** The text of an uploaded file; anything but UTF-8 is refused. */
export async function textOf(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = []
  for await (const part of bytes) parts.push(part)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts))
  } catch {
    return refuse('invalid', { code: 'registry.unreadable_table', explanation: 'UTF-8' })
  }
}
