/**
 * What notices are about; a person chooses for each whether to be told by mail too. A module that begins to notify adds
 * its topic here and its words to messages/ of this module.
 */
export const noticeTopics = [
  'campaign',
  'new_instrument',
  'report',
  'declaration',
  'order',
  'unit',
  'booking',
  'qualification',
  'standing',
  'waiting',
] as const
export type NoticeTopic = (typeof noticeTopics)[number]

/** A person's choice for one topic; told by mail too unless they said otherwise. */
export interface NoticeChoice {
  readonly topic: NoticeTopic
  readonly byMail: boolean
}

/** All topics with what was chosen, in the order of the list. */
export const allChoices = (
  chosen: readonly { readonly topic: string; readonly byMail: boolean }[],
): NoticeChoice[] =>
  noticeTopics.map((topic) => ({
    topic,
    byMail: chosen.find((one) => one.topic === topic)?.byMail ?? true,
  }))
