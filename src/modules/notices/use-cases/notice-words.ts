import type { Locale } from '#kernel/locale.ts'
import type { Deps } from '#platform/module/module.ts'
import type { InboxNotice } from '../domain/notice.ts'

/** A notice in the reader's language: one sentence, and what there is to add. */
export interface Worded {
  readonly title: string
  readonly text: string
}

/** The words of a notice, from the messages of the module that sent it. */
export function wordsOf(
  deps: Pick<Deps, 'words'>,
  locale: Locale,
  { code, details }: Pick<InboxNotice, 'code' | 'details'>,
): Worded {
  const more = `${code}.more`
  return {
    title: deps.words.say(locale, code, details),
    text: deps.words.has(locale, more) ? deps.words.say(locale, more, details) : '',
  }
}

/** The text of a mail: what is told, where to go, how to be told no more by mail. */
export function mailWords(
  deps: Pick<Deps, 'words' | 'config'>,
  locale: Locale,
  { title, text, link }: Worded & { readonly link: string },
): string {
  const base = deps.config.publicUrl
  const lines = [
    title,
    text,
    deps.words.say(locale, 'notices.mail.open', { address: `${base}/app${link}` }),
    deps.words.say(locale, 'notices.mail.foot', { address: `${base}/app/account` }),
  ]
  return lines.filter((line) => line !== '').join('\n\n')
}
