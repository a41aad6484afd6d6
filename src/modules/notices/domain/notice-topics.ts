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

/** How a person is told: not at all, in the product, and besides by mail or by their webhook. */
export const noticeChannels = ['none', 'product', 'mail', 'webhook'] as const
export type NoticeChannel = (typeof noticeChannels)[number]
/** For who never chose. */
export const defaultChannel: NoticeChannel = 'mail'

/** A person's choice for one topic. */
export interface NoticeChoice {
  readonly topic: NoticeTopic
  readonly channel: NoticeChannel
}

/** All topics with what was chosen, in the order of the list. */
export const allChoices = (
  chosen: readonly { readonly topic: string; readonly channel: NoticeChannel }[],
): NoticeChoice[] =>
  noticeTopics.map((topic) => ({
    topic,
    channel: chosen.find((one) => one.topic === topic)?.channel ?? defaultChannel,
  }))
