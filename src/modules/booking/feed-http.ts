import { createHash } from 'node:crypto'
import { isoIn } from '#kernel/time.ts'
import type { Handlers } from '#platform/http/contract.ts'
import type { Deps } from '#platform/module/module.ts'
import type { calendarFeedContract, CalendarFeedView } from './contract/feeds.ts'
import type { FeedLine } from './data/feed-repository.ts'
import { endFeed, openFeed, renewFeed, showFeeds } from './use-cases/keep-feeds.ts'
import { readFeed } from './use-cases/read-feed.ts'

const zone = 'Asia/Shanghai'
/** Seconds a calendar may keep a feed before it asks again. */
const freshFor = 300

const feedView = (feed: FeedLine): CalendarFeedView => ({
  id: feed.id,
  kind: feed.kind,
  ...(feed.instrumentId === null ? {} : { instrumentId: feed.instrumentId }),
  ...(feed.instrumentName === null ? {} : { instrumentName: feed.instrumentName }),
  ...(feed.instrumentNameEn === null ? {} : { instrumentNameEn: feed.instrumentNameEn }),
  createdAt: isoIn(feed.createdAt, zone),
  ...(feed.lastReadAt === null ? {} : { lastReadAt: isoIn(feed.lastReadAt, zone) }),
  ...(feed.revokedAt === null ? {} : { revokedAt: isoIn(feed.revokedAt, zone) }),
})

export const calendarFeedHandlers: Handlers<typeof calendarFeedContract, Deps> = {
  async calendarFeeds({ actor }, deps) {
    return { items: (await showFeeds(deps, actor)).map(feedView) }
  },
  openCalendarFeed: ({ actor, body }, deps) => openFeed(deps, actor, body),
  renewCalendarFeed: ({ actor, params }, deps) => renewFeed(deps, actor, params.feedId),
  async revokeCalendarFeed({ actor, params }, deps) {
    await endFeed(deps, actor, params.feedId)
    return undefined
  },
  async readCalendarFeed({ params }, deps) {
    const bytes = Buffer.from(await readFeed(deps, params.file.replace(/\.ics$/, '')))
    return {
      fileName: 'gongyi.ics',
      mediaType: 'text/calendar; charset=utf-8',
      bytes,
      inline: true,
      revalidate: { etag: createHash('sha256').update(bytes).digest('base64url'), seconds: freshFor },
    }
  },
}
